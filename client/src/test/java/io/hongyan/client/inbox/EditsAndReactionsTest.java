package io.hongyan.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Edited;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Reacted;
import io.hongyan.proto.client.v1.Reaction;
import io.hongyan.proto.client.v1.Recalled;
import io.hongyan.proto.content.v1.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single situations; {@link InboxPropertyTest} has the histories. */
class EditsAndReactionsTest {

    private static final String ME = "me";
    private static final String PAIR = "d:bob:me";

    private final Inbox inbox = new Inbox(ME, InboxLimits.DEFAULT);

    @Test
    void anEditChangesTheMessageAndNoCount() {
        inbox.on(said(1, "bob", "helo"));

        List<Effect> effects = inbox.on(edited(2, "bob", 1, "hello"));

        ClientEvent now = withEdit(said(1, "bob", "hello"), 2);
        assertThat(inbox.events(PAIR)).containsExactly(now, edited(2, "bob", 1, "hello"));
        assertThat(effects)
                .contains(new Effect.Shown(
                        inbox.conversation(PAIR).orElseThrow(), List.of(edited(2, "bob", 1, "hello")), List.of(now)));
        assertThat(inbox.conversation(PAIR).orElseThrow().unread()).isEqualTo(1);
    }

    @Test
    void wordsThatAreNoLongerSaidAreNotKept() {
        inbox.on(said(1, "bob", "one"));
        inbox.on(edited(2, "bob", 1, "two"));
        inbox.on(edited(3, "bob", 1, "three"));
        assertThat(inbox.events(PAIR).get(1).getEdited().hasContent()).isFalse();

        inbox.on(at(4, "bob").setRecalled(Recalled.newBuilder().setTargetSeq(1)).build());

        assertThat(inbox.events(PAIR)).noneMatch(event -> event.toString().contains("three"));
        assertThat(inbox.events(PAIR).getFirst().getMessage()).isEqualTo(Message.getDefaultInstance());
    }

    @Test
    void whatAMessageContainsAlreadyIsPassedOver() {
        inbox.on(withEdit(said(1, "bob", "new"), 3));

        inbox.on(edited(2, "bob", 1, "old"));

        assertThat(inbox.events(PAIR).getFirst()).isEqualTo(withEdit(said(1, "bob", "new"), 3));
    }

    @Test
    void nobodyEditsWhatOthersSaid() {
        inbox.on(said(1, "bob", "mine"));

        inbox.on(edited(2, "carol", 1, "yours"));

        assertThat(inbox.events(PAIR).getFirst()).isEqualTo(said(1, "bob", "mine"));
    }

    @Test
    void reactionsAreCountedWithWhoeverReacts() {
        inbox.on(said(1, "bob", "hello"));
        inbox.on(reacted(2, "bob", "👍", false));
        inbox.on(reacted(3, ME, "👍", false));
        inbox.on(reacted(4, "bob", "🎉", false));
        assertThat(reactions()).containsExactly(count("👍", 2, true), count("🎉", 1, false));

        inbox.on(reacted(5, "bob", "👍", true));
        inbox.on(reacted(6, "bob", "🎉", true));
        assertThat(reactions()).containsExactly(count("👍", 1, true));

        inbox.on(reacted(7, ME, "👍", true));
        assertThat(reactions()).isEmpty();
        assertThat(inbox.events(PAIR).getFirst().getMessage().getReactionsSeq()).isEqualTo(7);
    }

    @Test
    void aReactionToWhatIsNotThereIsShownNowhere() {
        inbox.on(said(1, "bob", "hello"));
        inbox.on(at(2, "bob").setRecalled(Recalled.newBuilder().setTargetSeq(1)).build());

        inbox.on(reacted(3, ME, "👍", false));

        assertThat(reactions()).isEmpty();
        assertThat(inbox.conversation(PAIR).orElseThrow().haveSeq()).isEqualTo(3);
    }

    private List<Reaction> reactions() {
        return inbox.events(PAIR).getFirst().getMessage().getReactionsList();
    }

    private static Reaction count(String emoji, int count, boolean mine) {
        return Reaction.newBuilder()
                .setEmoji(emoji)
                .setCount(count)
                .setMine(mine)
                .build();
    }

    private static ClientEvent.Builder at(long seq, String user) {
        return ClientEvent.newBuilder()
                .setConversationId(PAIR)
                .setSeq(seq)
                .setUncountable(seq - 1)
                .setTimeMs(1_000 + seq)
                .setUserId(user);
    }

    private static ClientEvent said(long seq, String user, String text) {
        return at(seq, user)
                .setMessage(Message.newBuilder().setContent(Content.newBuilder().setText(text)))
                .build();
    }

    private static ClientEvent edited(long seq, String user, long target, String text) {
        return at(seq, user)
                .setEdited(Edited.newBuilder()
                        .setTargetSeq(target)
                        .setContent(Content.newBuilder().setText(text)))
                .build();
    }

    private static ClientEvent reacted(long seq, String user, String emoji, boolean removed) {
        return at(seq, user)
                .setReacted(Reacted.newBuilder().setTargetSeq(1).setEmoji(emoji).setRemoved(removed))
                .build();
    }

    private static ClientEvent withEdit(ClientEvent message, long seq) {
        return message.toBuilder()
                .setMessage(message.getMessage().toBuilder().setEditedSeq(seq).setEditedMs(1_000 + seq))
                .build();
    }
}
