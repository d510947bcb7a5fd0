package io.hongyan.message.unread.postgres;

import static io.hongyan.message.unread.postgres.UnreadDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.unread.Story;
import io.hongyan.proto.explain.v1.CursorMove;
import io.hongyan.proto.explain.v1.GetProjectedResponse;
import io.hongyan.proto.explain.v1.UnreadExplanation;
import io.hongyan.proto.explain.v1.UnreadMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // the database is there from @BeforeAll on
class ExplanationsTest {

    private static UnreadDatabase database;

    @BeforeAll
    static void connect() {
        database = new UnreadDatabase();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void beginAnew() {
        database.empty();
    }

    @Test
    void aCountIsTakenApartDownToTheRecordThatMovedTheCursor() {
        Story story = Story.ofTwo("ann", "ben")
                .send("ann")
                .read("ben", 1)
                .send("ann")
                .send("ben")
                .sendSilent("ann")
                .send("ann")
                .send("ann")
                .recall("ann", 5);
        database.apply(story.events(), 40);

        Explanations.Answer answer = explain("ben", "d:ann:ben", 0, 10);

        assertThat(answer)
                .isEqualTo(new Explanations.Answer(
                        List.of(UnreadExplanation.newBuilder()
                                .setConversationId("d:ann:ben")
                                .setUnread(2)
                                .setRecounted(2)
                                .setCountable(4)
                                .setOwn(1)
                                .setRecalled(1)
                                .addMessages(message(2, 2, "ann"))
                                .addMessages(message(6, 5, "ann"))
                                .setReadSeq(1)
                                .setJoinedSeq(1)
                                .setHeadSeq(7)
                                .setRevision(8)
                                .setMovedBy(CursorMove.newBuilder()
                                        .setPartition(0)
                                        .setOffset(41)
                                        .setRevision(2)
                                        .setTimeMs(Story.START_MS + 2_000)
                                        .setSeq(1)
                                        .setDeviceId("ben-phone"))
                                .build()),
                        false,
                        2,
                        2,
                        true));
    }

    @Test
    void theMessagesThatMentionOneAreToldAndCounted() {
        Story story = Story.ofGroup('a', "ann", "ben")
                .mention("ann", "ben")
                .send("ann")
                .mentionEveryone("ann")
                .mentionEveryone("ben")
                .mention("ann", "ben")
                .recall("ann", 6);
        database.apply(story.events(), 0);

        UnreadExplanation explained =
                explain("ben", story.id(), 0, 10).conversations().getFirst();

        assertThat(explained.getMessagesList())
                .containsExactly(
                        message(2, 1, "ann").toBuilder().setMentions(true).build(),
                        message(3, 2, "ann"),
                        message(4, 3, "ann").toBuilder().setMentions(true).build());
        assertThat(explained.getUnreadMentions()).isEqualTo(2);
        assertThat(explained.getRecountedMentions()).isEqualTo(2);
    }

    /** Somebody wrote into the tables: a mention of a message that was taken back. */
    @Test
    void aCountOfMentionsThatIsNotWhatMessagesSayIsToldAsSuch() {
        database.apply(
                Story.ofTwo("ann", "ben").send("ann").mention("ann", "ben").events(), 0);
        await(database.pool
                .query("INSERT INTO unread.mention VALUES ('d:ann:ben', 'ben', 9, 'ann')")
                .execute());

        Explanations.Answer answer = explain("ben", "", 0, 10);

        assertThat(answer.agrees()).isFalse();
        assertThat(answer.conversations().getFirst().getUnreadMentions()).isEqualTo(2);
        assertThat(answer.conversations().getFirst().getRecountedMentions()).isEqualTo(1);
    }

    @Test
    void moreMessagesThanAskedForComePageByPage() {
        Story story = Story.ofTwo("ann", "ben").send("ann").send("ann").send("ann");
        database.apply(story.events(), 0);

        UnreadExplanation first =
                explain("ben", "d:ann:ben", 0, 2).conversations().getFirst();
        UnreadExplanation second =
                explain("ben", "d:ann:ben", 2, 2).conversations().getFirst();

        assertThat(first.getMessagesList()).containsExactly(message(1, 1, "ann"), message(2, 2, "ann"));
        assertThat(first.getMore()).isTrue();
        assertThat(second.getMessagesList()).containsExactly(message(3, 3, "ann"));
        assertThat(second.getMore()).isFalse();
        assertThat(second.getRecounted()).isEqualTo(3);
    }

    @Test
    void conversationsComePageByPageAndTheMutedOnesAreNotInTheTotal() {
        database.apply(Story.ofTwo("ann", "ben").send("ann").events(), 0);
        database.apply(Story.ofTwo("ben", "cat").send("cat").send("cat").events(), 1);
        database.apply(
                Story.ofGroup('a', "dan", "ben").send("dan").mute("ben", true).events(), 3);
        database.apply(Story.ofTwo("ben", "dan").send("ben").events(), 6);

        Explanations.Answer first = explain("ben", "", "", 2);
        Explanations.Answer second = explain("ben", "", "d:ben:cat", 2);

        assertThat(first.conversations().stream().map(UnreadExplanation::getConversationId))
                .containsExactly("d:ann:ben", "d:ben:cat");
        assertThat(first.more()).isTrue();
        assertThat(first.total()).isEqualTo(3);
        assertThat(second.conversations().stream().map(UnreadExplanation::getConversationId))
                .containsExactly("g:" + "a".repeat(26));
        assertThat(second.conversations().getFirst().getMuted()).isTrue();
        assertThat(second.more()).isFalse();
        assertThat(second.total()).isEqualTo(3);
    }

    @Test
    void whoLeftAndWhoWasNeverThereHaveNothingToExplain() {
        Story story = Story.ofGroup('a', "ann", "ben").send("ann").leave("ben").send("ann");
        database.apply(story.events(), 0);

        Explanations.Answer ben = explain("ben", story.id(), 0, 10);
        Explanations.Answer eve = explain("eve", story.id(), 0, 10);

        assertThat(ben.conversations().getFirst().getLeft()).isTrue();
        assertThat(ben.conversations().getFirst().getRecounted()).isZero();
        assertThat(ben.conversations().getFirst().getMessagesList()).isEmpty();
        assertThat(eve).isEqualTo(new Explanations.Answer(List.of(), false, 0, 0, true));
    }

    /** Somebody wrote into the tables: the running number is ahead of the messages. */
    @Test
    void aCountThatIsNotWhatItsMessagesSayIsToldAsSuch() {
        database.apply(Story.ofTwo("ann", "ben").send("ann").send("ann").events(), 0);
        await(database.pool
                .query("UPDATE unread.conversation SET head_cseq = 3")
                .execute());

        Explanations.Answer answer = explain("ben", "", 0, 10);

        assertThat(answer.agrees()).isFalse();
        assertThat(answer.total()).isEqualTo(3);
        assertThat(answer.recountedTotal()).isEqualTo(2);
        assertThat(answer.conversations().getFirst().getUnread()).isEqualTo(3);
        assertThat(answer.conversations().getFirst().getMessagesCount()).isEqualTo(2);
    }

    @Test
    void aProjectedMessageHasTheTimeOfItsRow() {
        Instant before = Instant.now();
        database.apply(
                Story.ofTwo("ann", "ben")
                        .send("ann")
                        .sendSilent("ann")
                        .send("ann")
                        .recall("ann", 1)
                        .events(),
                0);

        GetProjectedResponse third = await(database.projected.find("d:ann:ben", 3));
        GetProjectedResponse recalled = await(database.projected.find("d:ann:ben", 1));
        GetProjectedResponse silent = await(database.projected.find("d:ann:ben", 2));
        GetProjectedResponse unknown = await(database.projected.find("d:ann:eve", 1));

        assertThat(third.getStored()).isTrue();
        assertThat(third.getRecalled()).isFalse();
        assertThat(Instant.ofEpochMilli(third.getWrittenMs()))
                .isBetween(before.minus(Duration.ofSeconds(1)), Instant.now().plusSeconds(1));
        assertThat(recalled.getRecalled()).isTrue();
        assertThat(silent)
                .isEqualTo(GetProjectedResponse.newBuilder().setHeadSeq(4).build());
        assertThat(unknown).isEqualTo(GetProjectedResponse.getDefaultInstance());
    }

    private static Explanations.Answer explain(String user, String conversation, long afterSeq, int messagesMax) {
        return await(database.explanations.explain(
                new Explanations.Question(user, conversation, "", 10, afterSeq, messagesMax)));
    }

    private static Explanations.Answer explain(String user, String conversation, String after, int conversationsMax) {
        return await(database.explanations.explain(
                new Explanations.Question(user, conversation, after, conversationsMax, 0, 10)));
    }

    private static UnreadMessage message(long seq, long cseq, String sender) {
        return UnreadMessage.newBuilder()
                .setSeq(seq)
                .setCseq(cseq)
                .setSenderId(sender)
                .build();
    }
}
