package io.hongyan.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.launcher.demo.LockScreen.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockScreenTest {

    @TempDir
    Path folder;

    @Test
    void itShowsWhatCameForItsTokenInOrder() throws Exception {
        Path file = folder.resolve("apns.jsonl");
        Files.writeString(file, """
                {"token":"aa","topic":"t","payload":{"aps":{"alert":{"title":"alice","body":"hi"},"badge":1}}}
                {"token":"bb","topic":"t","payload":{"aps":{"alert":"for somebody else","badge":9}}}
                {"token":"aa","topic":"t","payload":"{\\"aps\\":{\\"badge\\":0}}"}
                {"token":"aa","half a li""");

        assertThat(new LockScreen(file, "aa").notices()).containsExactly(new Notice(1, "alice: hi"), new Notice(0, ""));
    }

    @Test
    void whatDoesNotComeIsAnUntruthThatSaysWhatIsThere() {
        LockScreen screen = new LockScreen(folder.resolve("none.jsonl"), "aa");

        assertThatThrownBy(() -> screen.await(Duration.ZERO, notices -> !notices.isEmpty()))
                .isInstanceOf(UntrueException.class)
                .hasMessage("after 0 s, the phone shows []");
    }
}
