package io.hongyan.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationChanges;
import io.hongyan.proto.client.v1.ConversationPage;
import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.Edited;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.Recalled;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Single situations; {@link InboxPropertyTest} has the histories. */
class MentionsTest {

    private static final String ME = "me";
    private static final String GROUP = "g:00000000000000000000000001";

    private final Inbox inbox = new Inbox(ME, InboxLimits.DEFAULT);

    @Test
    void messagesThatComeAreCountedAsTheyWereSentWhateverEditsNameLater() {
        inbox.on(created());
        inbox.on(mention(2, "bob", ME));
        inbox.on(mention(3, "bob", "carol"));
        inbox.on(everyone(4, "bob"));
        inbox.on(everyone(5, ME));

        inbox.on(event(6, "bob")
                .setEdited(Edited.newBuilder()
                        .setTargetSeq(2)
                        .setContent(Content.newBuilder().setText("never mind")))
                .build());
        inbox.on(event(7, "bob")
                .setEdited(Edited.newBuilder()
                        .setTargetSeq(3)
                        .setContent(everyone(3, "bob").getMessage().getContent()))
                .build());

        assertThat(mentions()).isEqualTo(new UnreadMentions(2, List.of(2L, 4L), true));
        assertThat(mentions().first()).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void readingToTheMiddleAndRecallsNeedNoMessages() {
        inbox.on(welcome(summary(40, 0, 20, List.of(3L, 7L, 9L, 30L))));

        inbox.on(OwnChange.newBuilder()
                .setConversationId(GROUP)
                .setReadSeq(7)
                .setUnread(15)
                .setOwnVersion(1)
                .setHeadSeq(40)
                .build());
        assertThat(mentions()).isEqualTo(new UnreadMentions(2, List.of(9L, 30L), true));

        inbox.on(recalled(41, 9));
        assertThat(mentions()).isEqualTo(new UnreadMentions(1, List.of(30L), true));
    }

    @Test
    void mutedOrNotItIsCountedAndNotInTheBadge() {
        inbox.on(welcome(summary(4, 0, 2, List.of(3L)).setMuted(true)));

        inbox.on(everyone(5, "bob"));

        assertThat(mentions().count()).isEqualTo(2);
        assertThat(inbox.unreadTotal()).isZero();
    }

    @Test
    void anEditedMessageOfHistoryDoesNotTellWhomItNamedAtFirst() {
        inbox.on(created());
        inbox.on(everyone(4, "bob"));

        ClientEvent edited = mention(2, "bob", ME);
        List<Effect> effects = inbox.on(HistoryPage.newBuilder()
                .setConversationId(GROUP)
                .setFirstSeq(1)
                .setHeadSeq(4)
                .addEvents(edited.toBuilder()
                        .setMessage(edited.getMessage().toBuilder().setEditedSeq(3)))
                .addEvents(event(3, "bob").setEdited(Edited.newBuilder().setTargetSeq(2)))
                .build());
        assertThat(effects).contains(new Effect.Refresh(""));
        assertThat(mentions()).isEqualTo(new UnreadMentions(1, List.of(4L), false));

        inbox.on(ConversationPage.newBuilder()
                .addConversations(summary(4, 0, 2, List.of(2L, 4L)))
                .setUnreadTotal(2)
                .build());
        assertThat(mentions()).isEqualTo(new UnreadMentions(2, List.of(2L, 4L), true));
    }

    @Test
    void beyondThoseThatAreNamedTheServerIsAsked() {
        List<Long> seqs = LongStream.rangeClosed(1, 50).boxed().toList();
        inbox.on(welcome(summary(200, 0, 190, seqs).setUnreadMentions(60)));

        inbox.on(everyone(201, "bob"));
        inbox.read(GROUP, 49);
        assertThat(mentions()).isEqualTo(new UnreadMentions(12, List.of(50L), true));

        inbox.on(ConversationPage.newBuilder()
                .addConversations(summary(201, 49, 142, List.of(50L)).setUnreadMentions(12))
                .setUnreadTotal(142)
                .build());
        List<Effect> effects = inbox.read(GROUP, 120);

        assertThat(effects).contains(new Effect.Refresh(""));
        assertThat(mentions().exact()).isFalse();
        inbox.read(GROUP, 201);
        assertThat(mentions()).isEqualTo(UnreadMentions.NONE);
    }

    /** An answer may be overtaken by events. */
    @Test
    void anOlderWordIsTakenOnlyWhereThereIsDoubtAndWithWhatCameSince() {
        inbox.on(welcome(summary(4, 0, 2, List.of(3L))));
        inbox.on(mention(5, "bob", ME));
        inbox.on(page(summary(4, 0, 2, List.of(2L, 3L))));
        assertThat(mentions()).isEqualTo(new UnreadMentions(2, List.of(3L, 5L), true));

        ClientEvent edited = mention(6, "bob", ME);
        inbox.on(edited.toBuilder()
                .setMessage(edited.getMessage().toBuilder().setEditedSeq(7))
                .build());
        inbox.on(event(7, "bob").setEdited(Edited.newBuilder().setTargetSeq(6)).build());
        inbox.on(everyone(8, "bob"));
        inbox.on(recalled(9, 3));
        assertThat(mentions()).isEqualTo(new UnreadMentions(2, List.of(5L, 8L), false));

        inbox.on(page(summary(7, 0, 4, List.of(3L, 5L, 6L))));

        assertThat(mentions()).isEqualTo(new UnreadMentions(3, List.of(5L, 6L, 8L), true));
    }

    @Test
    void whatWasInDoubtBeforeARestartIsAskedForAfterIt() {
        inbox.on(welcome(summary(4, 0, 2, List.of(3L))));
        Conversation kept = inbox.conversation(GROUP).orElseThrow();
        Inbox restarted = new Inbox(ME, InboxLimits.DEFAULT);
        Inbox sure = new Inbox(ME, InboxLimits.DEFAULT);

        sure.restore(kept, List.of());
        restarted.restore(withMentions(kept, new UnreadMentions(1, List.of(3L), false)), List.of());

        assertThat(sure.conversation(GROUP)).contains(kept);
        assertThat(sure.on(Welcome.newBuilder().setUnreadTotal(2).build())).doesNotContain(new Effect.Refresh(""));
        assertThat(restarted.on(Welcome.newBuilder().setUnreadTotal(2).build())).contains(new Effect.Refresh(""));
    }

    @Test
    void whoWasRemovedHasNoneAndWhoComesBackThoseFromThereOn() {
        inbox.on(created());
        inbox.on(everyone(2, "bob"));
        inbox.on(event(3, "bob")
                .setMembersRemoved(MembersRemoved.newBuilder().addUserIds(ME))
                .build());
        assertThat(mentions()).isEqualTo(UnreadMentions.NONE);

        inbox.on(event(9, "bob")
                .setMembersAdded(MembersAdded.newBuilder().addUserIds(ME))
                .build());
        inbox.on(mention(10, "bob", ME));

        assertThat(mentions()).isEqualTo(new UnreadMentions(1, List.of(10L), true));
    }

    private static Conversation withMentions(Conversation it, UnreadMentions mentions) {
        return new Conversation(
                it.id(),
                it.name(),
                it.firstSeq(),
                it.haveSeq(),
                it.readSeq(),
                it.unread(),
                mentions,
                it.muted(),
                it.blocked(),
                it.role(),
                it.memberCount(),
                it.left(),
                it.lastEvent(),
                it.peerDeliveredSeq(),
                it.peerReadSeq(),
                it.rules(),
                it.arrangement(),
                it.silencedUntilMs(),
                it.timerMs());
    }

    private UnreadMentions mentions() {
        return inbox.conversation(GROUP).orElseThrow().mentions();
    }

    private static Welcome welcome(ConversationSummary.Builder summary) {
        return Welcome.newBuilder()
                .addChanges(ConversationChanges.newBuilder().setConversation(summary))
                .setUnreadTotal(summary.getMuted() ? 0 : summary.getUnread())
                .build();
    }

    private static ConversationPage page(ConversationSummary.Builder summary) {
        return ConversationPage.newBuilder()
                .addConversations(summary)
                .setUnreadTotal(summary.getUnread())
                .build();
    }

    private static ConversationSummary.Builder summary(long head, long read, long unread, List<Long> mentions) {
        return ConversationSummary.newBuilder()
                .setConversationId(GROUP)
                .setHeadSeq(head)
                .setFirstSeq(1)
                .setReadSeq(read)
                .setUnread(unread)
                .setUnreadMentions(mentions.size())
                .addAllMentionSeqs(mentions);
    }

    private static ClientEvent created() {
        return event(1, "bob")
                .setGroupCreated(
                        GroupCreated.newBuilder().addMembers(Member.newBuilder().setUserId(ME)))
                .build();
    }

    private static ClientEvent mention(long seq, String sender, String user) {
        Content.Builder content = Content.newBuilder().setText("text " + seq);
        content.getMentionsBuilder().addUserIds(user);
        return event(seq, sender)
                .setMessage(Message.newBuilder().setContent(content))
                .build();
    }

    private static ClientEvent everyone(long seq, String sender) {
        Content.Builder content = Content.newBuilder().setText("text " + seq);
        content.getMentionsBuilder().setEveryone(true);
        return event(seq, sender)
                .setMessage(Message.newBuilder().setContent(content))
                .build();
    }

    private static ClientEvent recalled(long seq, long target) {
        return event(seq, "bob")
                .setRecalled(Recalled.newBuilder().setTargetSeq(target))
                .build();
    }

    private static ClientEvent.Builder event(long seq, String user) {
        return ClientEvent.newBuilder()
                .setConversationId(GROUP)
                .setSeq(seq)
                .setTimeMs(1_000 + seq)
                .setUserId(user);
    }
}
