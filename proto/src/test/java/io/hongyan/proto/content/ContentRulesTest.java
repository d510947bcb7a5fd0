package io.hongyan.proto.content;

import static io.hongyan.proto.content.Examples.contact;
import static io.hongyan.proto.content.Examples.entity;
import static io.hongyan.proto.content.Examples.file;
import static io.hongyan.proto.content.Examples.image;
import static io.hongyan.proto.content.Examples.location;
import static io.hongyan.proto.content.Examples.media;
import static io.hongyan.proto.content.Examples.of;
import static io.hongyan.proto.content.Examples.text;
import static io.hongyan.proto.content.Examples.video;
import static io.hongyan.proto.content.Examples.voice;
import static io.hongyan.proto.content.v1.EntityKind.ENTITY_KIND_BOLD;
import static io.hongyan.proto.content.v1.EntityKind.ENTITY_KIND_LINK;
import static io.hongyan.proto.content.v1.EntityKind.ENTITY_KIND_UNSPECIFIED;
import static io.hongyan.proto.content.v1.EntityKind.ENTITY_KIND_USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.content.v1.Reply;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRulesTest {

    private static final String GOOSE = "\uD83E\uDEBF"; // one code point, two chars, four bytes

    static Stream<Content> good() {
        return Stream.of(
                text(GOOSE.repeat(500)).build(),
                text("x").setCustom(Custom.newBuilder().setType("a/1")).build(),
                of(image()),
                of(voice()),
                of(video()),
                of(file()),
                of(location()),
                of(contact()),
                text("hi " + GOOSE)
                        .addEntities(entity(0, 5, ENTITY_KIND_BOLD))
                        .addEntities(entity(0, 2, ENTITY_KIND_LINK).setUrl("mailto:bob@example.com"))
                        .addEntities(entity(3, 2, ENTITY_KIND_USER).setUserId("bob"))
                        .build(),
                text("x")
                        .setReplyTo(Reply.newBuilder().setSeq(3).setThreadSeq(3))
                        .setForwards(1_000)
                        .setMentions(Mentions.newBuilder().addAllUserIds(Collections.nCopies(100, "bob")))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatIsWithinItsBoundsIsTaken(Content content) {
        assertThat(ContentRules.objection(content, 500, 32_768)).isNull();
    }

    @Test
    void whatIsTooLongIsToldApartFromWhatIsWrong() {
        assertThat(ContentRules.objection(text(GOOSE.repeat(501)).build(), 500, 32_768))
                .isEqualTo(new Objection(true, "content.text must have at most 500 characters."));
        assertThat(ContentRules.objection(text("x".repeat(100)).build(), 500, 101))
                .isEqualTo(new Objection(true, "content has 102 bytes; at most 101 are allowed."));
    }

    @Test
    void somethingIsSaid() {
        refused("content must have text", Content.getDefaultInstance());
        refused("content.text", text("").build());
        refused(
                "content.custom.type",
                Content.newBuilder()
                        .setCustom(Custom.newBuilder().setType("no blanks"))
                        .build());
        refused(
                "content.custom.fallback",
                Content.newBuilder()
                        .setCustom(Custom.newBuilder().setType("a").setFallback("f".repeat(201)))
                        .build());
    }

    @Test
    void whatIsReferredToHasAForm() {
        refused(
                "content.mentions",
                text("x")
                        .setMentions(Mentions.newBuilder().addUserIds("no user"))
                        .build());
        refused(
                "content.mentions",
                text("x")
                        .setMentions(Mentions.newBuilder().addAllUserIds(Collections.nCopies(101, "bob")))
                        .build());
        refused(
                "content.reply_to.seq",
                text("x").setReplyTo(Reply.getDefaultInstance()).build());
        refused(
                "content.reply_to.thread_seq",
                text("x")
                        .setReplyTo(Reply.newBuilder().setSeq(2).setThreadSeq(3))
                        .build());
        refused("content.forwards", text("x").setForwards(1_001).build());
        refused("content.forwards", text("x").setForwards(-1).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/svg+xml", // can hold scripts
                "text/html",
                "image/jpeg; charset=x",
                "IMAGE/JPEG",
                "image/",
                ""
            })
    void aPictureIsOfATypeThatIsOne(String type) {
        refused("content.image.media.content_type", of(image().setMedia(media(type))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://media.example/a",
                "javascript:alert(1)",
                "data:image/png;base64,AA==",
                "https://",
                "https:///a",
                "https://media.example/a b",
                "https://media.example/a\"onerror=",
                "https://bank.example@evil.example/",
                "https://media.example\\@evil.example/"
            })
    void bytesLieWhereTheySay(String url) {
        refused("content.file.media.url", of(file().setMedia(media("text/html").setUrl(url))));
    }

    @Test
    void bytesAreOfSomeLength() {
        refused("content.file.media.url", of(file().setMedia(media("a/b").setUrl("https://a/" + "b".repeat(2_039)))));
        refused("content.file.media.size_bytes", of(file().setMedia(media("a/b").setSizeBytes(0))));
        refused("content.file.media.size_bytes", of(file().setMedia(media("a/b").setSizeBytes(-1))));
        refused("content.file.media.size_bytes", of(file().setMedia(media("a/b").setSizeBytes(10_737_418_241L))));
        refused(
                "content.file.media.sha256",
                of(file().setMedia(media("a/b").setSha256(ByteString.copyFrom(new byte[31])))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../../etc/passwd",
                "a/b",
                "a\\b",
                "a\nb",
                "a\u0000b",
                "a\u0085b",
                "photo\u202Egpj.exe",
                "a\u2066b"
            })
    void aNameOfAFileLeadsNowhere(String name) {
        refused("content.file.name", of(file().setName(name)));
    }

    @Test
    void aNameOfAFileMayBeOfAnyScript() {
        for (String name : List.of("...", ".profile", "雁.tar.gz", GOOSE.repeat(255), "קובץ.pdf")) {
            assertThat(ContentRules.objection(of(file().setName(name)), 500, 32_768))
                    .as(name)
                    .isNull();
        }
        refused("content.file.name", of(file().setName(GOOSE.repeat(256))));
        refused("content.file.caption", of(file().setCaption("x".repeat(1_025))));
    }

    @Test
    void picturesAndRecordingsHaveMeasures() {
        refused("content.image.width", of(image().setWidth(0)));
        refused("content.image.width", of(image().setHeight(-1)));
        refused("content.image.preview", of(image().setPreview(ByteString.copyFrom(new byte[4_097]))));
        refused("content.image.caption", of(image().setCaption("x".repeat(1_025))));
        refused("content.image.description", of(image().setDescription("x".repeat(1_025))));
        refused("content.voice.media.content_type", of(voice().setMedia(media("video/mp4"))));
        refused("content.voice.duration_ms", of(voice().setDurationMs(0)));
        refused("content.voice.waveform", of(voice().setWaveform(ByteString.copyFrom(new byte[257]))));
        refused("content.video.media.content_type", of(video().setMedia(media("image/gif"))));
        refused("content.video.width", of(video().setWidth(100_001)));
        refused("content.video.duration_ms", of(video().setDurationMs(86_400_001)));
        refused("content.video.preview", of(video().setPreview(ByteString.copyFrom(new byte[4_097]))));
        refused("content.video.caption", of(video().setCaption("x".repeat(1_025))));
    }

    @Test
    void aPlaceIsOnTheEarth() {
        for (double latitude : new double[] {-90.1, 90.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused("content.location must", of(location().setLatitude(latitude)));
        }
        refused("content.location must", of(location().setLongitude(-180.1)));
        refused("content.location.accuracy_m", of(location().setAccuracyM(-1)));
        refused("content.location.accuracy_m", of(location().setAccuracyM(Float.NaN)));
        refused("content.location.name", of(location().setName("x".repeat(201))));
        refused("content.location.address", of(location().setAddress("x".repeat(501))));
    }

    @Test
    void aContactIsShort() {
        refused("content.contact.user_id", of(contact().setUserId("no user")));
        refused("content.contact.name", of(contact().setName("")));
        refused("content.contact.name", of(contact().setName("x".repeat(10_000))));
        refused("content.contact.phones", of(contact().addPhones("")));
        refused("content.contact.phones", of(contact().addAllPhones(Collections.nCopies(10, "1"))));
        refused("content.contact.emails", of(contact().addEmails("x".repeat(255))));
        refused("content.contact.emails", of(contact().addAllEmails(Collections.nCopies(10, "1"))));
    }

    @Test
    void partsOfATextLieWithinItAndInOrder() {
        String within = "content.entities must each have a length";
        refused(within, text("hi").addEntities(entity(0, 0, ENTITY_KIND_BOLD)).build());
        refused(within, text("hi").addEntities(entity(1, 2, ENTITY_KIND_BOLD)).build());
        refused(within, text("hi").addEntities(entity(-1, 2, ENTITY_KIND_BOLD)).build());
        refused(
                within,
                text("hi")
                        .addEntities(entity(1, Integer.MAX_VALUE, ENTITY_KIND_BOLD))
                        .build());
        refused(
                within,
                of(voice()).toBuilder()
                        .addEntities(entity(0, 1, ENTITY_KIND_BOLD))
                        .build());
        refused(
                "content.entities must be in the order",
                text("hi")
                        .addEntities(entity(1, 1, ENTITY_KIND_BOLD))
                        .addEntities(entity(0, 1, ENTITY_KIND_BOLD))
                        .build());
        String pair = "content.entities must not begin or end within a surrogate pair";
        refused(pair, text(GOOSE).addEntities(entity(1, 1, ENTITY_KIND_BOLD)).build());
        refused(pair, text(GOOSE).addEntities(entity(0, 1, ENTITY_KIND_BOLD)).build());
        refused(
                "content.entities must be at most 100",
                text("hi")
                        .addAllEntities(Collections.nCopies(
                                101, entity(0, 1, ENTITY_KIND_BOLD).build()))
                        .build());
    }

    @Test
    void partsOfATextMeanWhatTheirKindSays() {
        refused(
                "content.entities must each have a kind",
                text("hi").addEntities(entity(0, 1, ENTITY_KIND_UNSPECIFIED)).build());
        for (String url :
                List.of("", "javascript:alert(1)", "https://a b", "file:///etc/passwd", "https:// ", "tel:")) {
            refused(
                    "content.entities of kind LINK",
                    text("hi")
                            .addEntities(entity(0, 1, ENTITY_KIND_LINK).setUrl(url))
                            .build());
        }
        refused(
                "content.entities of kind LINK",
                text("hi")
                        .addEntities(entity(0, 1, ENTITY_KIND_LINK).setUrl("tel:" + "1".repeat(2_045)))
                        .build());
        refused(
                "content.entities of kind USER",
                text("hi").addEntities(entity(0, 1, ENTITY_KIND_USER)).build());
        refused(
                "content.entities have a url",
                text("hi")
                        .addEntities(entity(0, 1, ENTITY_KIND_BOLD).setUrl("https://a"))
                        .build());
    }

    private static void refused(String sentence, Content content) {
        Objection objection = ContentRules.objection(content, 500, 32_768);
        assertThat(objection).as("%s", content).isNotNull();
        assertThat(objection.tooLarge()).isFalse();
        assertThat(objection.sentence()).startsWith(sentence);
    }
}
