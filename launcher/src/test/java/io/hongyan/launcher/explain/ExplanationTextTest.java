package io.hongyan.launcher.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.explain.v1.CursorMove;
import io.hongyan.proto.explain.v1.ExplainUnreadResponse;
import io.hongyan.proto.explain.v1.UnreadExplanation;
import io.hongyan.proto.explain.v1.UnreadMessage;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {

    private final ExplanationText text = new ExplanationText(ZoneOffset.UTC);

    @Test
    void aCountIsASumAndEachOfItsMessagesALine() {
        UnreadExplanation explained = twoUnread()
                .setMovedBy(CursorMove.newBuilder()
                        .setPartition(3)
                        .setOffset(17)
                        .setRevision(2)
                        .setTimeMs(1_767_225_602_000L)
                        .setSeq(1)
                        .setDeviceId("phone"))
                .build();

        assertThat(text.conversation(explained))
                .containsExactly(
                        "",
                        "d:ann:ben  2 unread = 4 countable after the cursor − 1 own − 1 recalled",
                        "  cursor at #1, counted to #7; member from #1; every event up to r8 is in the count",
                        "  moved to #1 at 2026-01-01 00:00:02.000 by r2 (hongyan.events.v1, partition 3, offset 17), on"
                                + " device phone",
                        "  #2      from ann (countable message 2)",
                        "  #6      from ann (countable message 5)");
    }

    @Test
    void whatMovedACursorThatIsNotKnownIsSaidToBeUnknown() {
        assertThat(text.conversation(twoUnread().build()))
                .contains("  moved by a record that was applied before such were kept; a rebuild finds it");
        assertThat(text.conversation(twoUnread().setReadSeq(0).build()))
                .contains("  never moved: nothing was read here yet");
    }

    @Test
    void mutedAndLeftConversationsSayWhyTheyDoNotCount() {
        assertThat(text.conversation(twoUnread().setMuted(true).build()).get(1)).endsWith("; muted, not in the total");
        assertThat(text.conversation(twoUnread().setLeft(true).build()).get(1))
                .isEqualTo("d:ann:ben  0 unread: the user has left");
    }

    @Test
    void messagesThatMentionTheUserAreCountedAndNamed() {
        var explained = twoUnread().setUnreadMentions(1).setRecountedMentions(1);
        explained.getMessagesBuilder(1).setMentions(true);

        assertThat(text.conversation(explained.build()))
                .contains(
                        "  1 of them mention the user or everyone",
                        "  #2      from ann (countable message 2)",
                        "  #6      from ann (countable message 5), a mention");
        assertThat(text.conversation(explained.setUnreadMentions(2).build()))
                .contains("  1 of them mention the user or everyone; but clients are told 2: A DIVERGENCE");
    }

    @Test
    void twoWaysOfCountingThatDifferAreShouted() {
        var answer = ExplainUnreadResponse.newBuilder()
                .setTotal(3)
                .setRecountedTotal(2)
                .build();

        List<String> total = text.total("ben", answer);

        assertThat(total.getFirst())
                .isEqualTo(
                        "ben has 3 unread in all conversations that are not muted; message by message: 2, NOT THE SAME.");
        assertThat(total.get(1)).startsWith("The two ways of counting DISAGREE");
        assertThat(text.conversation(twoUnread().setUnread(3).build()).get(1))
                .endsWith("; but clients are told 3: A DIVERGENCE");
    }

    @Test
    void argumentsAreTheWordUnreadAUserAndPerhapsAConversation() {
        assertThat(ExplainArguments.parse(List.of("unread", "ben"))).contains(new ExplainArguments("ben", ""));
        assertThat(ExplainArguments.parse(List.of("unread", "ben", "d:ann:ben")))
                .contains(new ExplainArguments("ben", "d:ann:ben"));
        assertThat(ExplainArguments.parse(List.of("ben"))).isEqualTo(Optional.empty());
        assertThat(ExplainArguments.parse(List.of("read", "ben"))).isEqualTo(Optional.empty());
        assertThat(ExplainArguments.parse(List.of("unread", "ben", "d:ann:ben", "x")))
                .isEqualTo(Optional.empty());
    }

    private static UnreadExplanation.Builder twoUnread() {
        return UnreadExplanation.newBuilder()
                .setConversationId("d:ann:ben")
                .setUnread(2)
                .setRecounted(2)
                .setCountable(4)
                .setOwn(1)
                .setRecalled(1)
                .setReadSeq(1)
                .setJoinedSeq(1)
                .setHeadSeq(7)
                .setRevision(8)
                .addMessages(UnreadMessage.newBuilder().setSeq(2).setCseq(2).setSenderId("ann"))
                .addMessages(UnreadMessage.newBuilder().setSeq(6).setCseq(5).setSenderId("ann"));
    }
}
