package io.hongyan.proto.content;

import static io.hongyan.proto.content.Examples.contact;
import static io.hongyan.proto.content.Examples.file;
import static io.hongyan.proto.content.Examples.image;
import static io.hongyan.proto.content.Examples.location;
import static io.hongyan.proto.content.Examples.of;
import static io.hongyan.proto.content.Examples.text;
import static io.hongyan.proto.content.Examples.video;
import static io.hongyan.proto.content.Examples.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import org.junit.jupiter.api.Test;

class SaidTest {

    @Test
    void everyKindHasTheWordsThatPeopleWouldReadOut() {
        assertThat(Said.words(text("hi").build())).isEqualTo("hi");
        assertThat(Said.words(of(image().setCaption("the sea")))).isEqualTo("the sea");
        assertThat(Said.words(of(video()))).isEqualTo("a film");
        assertThat(Said.words(of(file()))).isEqualTo("read this");
        assertThat(Said.words(of(file().clearCaption()))).isEqualTo("鸿雁 – a \"guide\".pdf");
        assertThat(Said.words(of(location().setName("Harbour")))).isEqualTo("Harbour");
        assertThat(Said.words(of(location().clearName().setAddress("Quay 1")))).isEqualTo("Quay 1");
        assertThat(Said.words(of(contact()))).isEqualTo("Bob");
        assertThat(Said.words(of(contact().clearName()))).isEqualTo("bob@example.com");
        assertThat(Said.words(Content.newBuilder()
                        .setCustom(Custom.newBuilder().setFallback("An order"))
                        .build()))
                .isEqualTo("An order");
        assertThat(Said.words(of(voice()))).isEmpty();
        assertThat(Said.words(Content.getDefaultInstance())).isEmpty();
    }
}
