package io.hongyan.push.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.push.v1.PushPreview;
import io.hongyan.push.decision.Alert;
import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Manner;
import io.hongyan.push.decision.Notice;
import io.hongyan.push.decision.Standing;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Trigger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Notice TO_BOB = new Notice("alice", "", "hello");
    private static final Notice TO_FRIENDS = new Notice("alice", "Friends", "hello");

    @Test
    void peopleGroupsAndMentionsAreToldApart() {
        assertThat(full(direct(TO_BOB), 1)).isEqualTo(new Words("alice", "", "hello"));
        assertThat(full(group(TO_FRIENDS, false), 1)).isEqualTo(new Words("Friends", "alice", "hello"));
        assertThat(full(group(TO_FRIENDS, true), 1)).isEqualTo(new Words("Friends", "alice mentioned you", "hello"));
    }

    @Test
    void manyMessagesAreCountedBesideTheLastOnesText() {
        assertThat(full(direct(TO_BOB), 3)).isEqualTo(new Words("alice", "3 new messages", "hello"));
        assertThat(full(group(TO_FRIENDS, false), 3))
                .isEqualTo(new Words("Friends", "alice · 3 new messages", "hello"));
        assertThat(full(group(TO_FRIENDS, true), 100))
                .isEqualTo(new Words("Friends", "alice mentioned you · More than 99 new messages", "hello"));
    }

    @Test
    void theStricterOfUserAndDeploymentHolds() {
        Taken sender = group(TO_FRIENDS, false, new Manner("", PushPreview.PUSH_PREVIEW_SENDER));
        Taken nothing = group(TO_FRIENDS, false, new Manner("", PushPreview.PUSH_PREVIEW_NOTHING));

        assertThat(Words.of(sender, 1, Preview.FULL, "")).isEqualTo(new Words("Friends", "alice", "New message"));
        assertThat(Words.of(sender, 3, Preview.FULL, "")).isEqualTo(new Words("Friends", "alice", "3 new messages"));
        assertThat(Words.of(sender, 1, Preview.NOTHING, "")).isEqualTo(new Words("", "", "New message"));
        assertThat(Words.of(nothing, 1, Preview.SENDER, "")).isEqualTo(new Words("", "", "New message"));
        assertThat(Words.of(group(TO_FRIENDS, true), 1, Preview.SENDER, ""))
                .isEqualTo(new Words("Friends", "alice mentioned you", "New message"));
    }

    @Test
    void itSpeaksTheDevicesLanguage() {
        assertThat(Words.of(group(TO_FRIENDS, true, speaking("zh-CN")), 3, Preview.FULL, ""))
                .isEqualTo(new Words("Friends", "alice 提到了你 · 3 条新消息", "hello"));
        assertThat(Words.of(group(TO_FRIENDS, true, speaking("es")), 3, Preview.SENDER, ""))
                .isEqualTo(new Words("Friends", "alice te ha mencionado", "3 mensajes nuevos"));
    }

    @Test
    void whereThereAreNoWordsThereIsThePlaceholderOrTheDevicesOwn() {
        Notice wordless = new Notice("alice", "", "");

        assertThat(full(direct(wordless), 1).body()).isEqualTo("New message");
        assertThat(Words.of(direct(wordless), 1, Preview.FULL, "Look!").body()).isEqualTo("Look!");
    }

    @Test
    void aNameThatIsNoNameLeavesRoomForWhatIsSaid() {
        Words words = full(group(new Notice("alice", "鸿".repeat(2000), "hello"), false), 1);

        assertThat(words.title()).endsWith("…").hasSizeLessThan(200);
        assertThat(words.body()).isEqualTo("hello");
    }

    @Test
    void inPlaceOfWhatWasTakenBackItIsSaidThatItWas() {
        Notice nothingKept = new Notice("", "", "");
        var recall = new Trigger("id", Kind.RECALL, "d:alice:bob", 9, 7, "bob", "phone", Instant.EPOCH, false);
        var group = new Trigger("id", Kind.RECALL, "g:x", 9, 7, "bob", "phone", Instant.EPOCH, false);

        assertThat(Words.recalled(taken(recall, nothingKept, Manner.UNSAID), Preview.FULL))
                .isEqualTo(new Words("alice", "", "This message was taken back"));
        assertThat(Words.recalled(taken(group, TO_FRIENDS, speaking("es-MX")), Preview.FULL))
                .isEqualTo(new Words("Friends", "", "Este mensaje se ha retirado"));
        assertThat(Words.recalled(taken(group, TO_FRIENDS, Manner.UNSAID), Preview.NOTHING))
                .isEqualTo(new Words("", "", "This message was taken back"));
    }

    private static Words full(Taken lead, int messages) {
        return Words.of(lead, messages, Preview.FULL, "");
    }

    private static Manner speaking(String language) {
        return new Manner(language, PushPreview.PUSH_PREVIEW_UNSPECIFIED);
    }

    private static Taken direct(Notice notice) {
        return taken(new Trigger("id", "d:alice:bob", 9, 7, "bob", "phone", Instant.EPOCH), notice, Manner.UNSAID);
    }

    private static Taken group(Notice notice, boolean mentioned) {
        return group(notice, mentioned, Manner.UNSAID);
    }

    private static Taken group(Notice notice, boolean mentioned, Manner manner) {
        return taken(
                new Trigger("id", Kind.MESSAGE, "g:x", 9, 7, "bob", "phone", Instant.EPOCH, mentioned), notice, manner);
    }

    private static Taken taken(Trigger trigger, Notice notice, Manner manner) {
        var standing = new Standing(true, false, 0, 0, false, true);
        return new Taken(trigger, new Alert.Due(false, 0), 1, standing, notice, manner, null, null);
    }
}
