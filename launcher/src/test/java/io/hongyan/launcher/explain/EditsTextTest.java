package io.hongyan.launcher.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Voice;
import io.hongyan.proto.history.v1.ListVersionsResponse;
import io.hongyan.proto.history.v1.MessageVersion;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EditsTextTest {

    private static final String MESSAGE = "d:ann:ben#4";

    private final EditsText text = new EditsText(ZoneOffset.UTC);

    @Test
    void eachVersionIsALineWithItsEventItsTimeAndItsEditor() {
        var answer = ListVersionsResponse.newBuilder()
                .addVersions(version(4).setContent(Content.newBuilder().setText("geese\n\u001b[2J")))
                .addVersions(version(6))
                .addVersions(version(7).setContent(Content.newBuilder().setVoice(Voice.getDefaultInstance())))
                .build();

        assertThat(text.title(MESSAGE, answer)).containsExactly(MESSAGE);
        assertThat(text.versions(answer))
                .containsExactly(
                        "  #4      2026-01-01 00:00:04.000  ann: geese  [2J",
                        "  #6      2026-01-01 00:00:06.000  ann: (not kept)",
                        "  #7      2026-01-01 00:00:07.000  ann: (VOICE)");
    }

    @Test
    void whatWasTakenBackAndWhatIsNotThereIsSaidToBe() {
        assertThat(text.title(
                        MESSAGE,
                        ListVersionsResponse.newBuilder()
                                .setRecalled(true)
                                .addVersions(version(4))
                                .build()))
                .containsExactly("d:ann:ben#4: taken back, and what it said with it");
        assertThat(text.title(MESSAGE, ListVersionsResponse.getDefaultInstance()))
                .containsExactly("d:ann:ben#4: no such message");
    }

    private static MessageVersion.Builder version(long seq) {
        return MessageVersion.newBuilder()
                .setSeq(seq)
                .setTimeMs(1_767_225_600_000L + 1_000 * seq)
                .setEditorId("ann");
    }
}
