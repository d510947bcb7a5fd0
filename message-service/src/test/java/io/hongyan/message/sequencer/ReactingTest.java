package io.hongyan.message.sequencer;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static io.hongyan.message.sequencer.Conversation.NOON;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_BLOCKED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_LIMIT_REACHED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_MESSAGE_NOT_FOUND;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_A_MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.ReactionChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactingTest {

    private final Conversation pair = new Conversation(IN_PAIR);
    private final Conversation group = new Conversation(IN_GROUP);

    @Test
    void aReactionHasANumberAndCountsNothing() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));

        Event event = pair.accept(IN_PAIR.react("bob", 1, "👍", true));

        assertThat(event.getReactionChanged())
                .isEqualTo(ReactionChanged.newBuilder()
                        .setTargetSeq(1)
                        .setEmoji("👍")
                        .setPresent(true)
                        .build());
        assertThat(event.getSeq()).isEqualTo(2);
        assertThat(event.getCseq()).isEqualTo(1);
    }

    @Test
    void whatIsSoAlreadyChangesNothing() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));
        pair.accept(IN_PAIR.react("bob", 1, "👍", true));

        assertThat(pair.on(IN_PAIR.react("bob", 1, "👍", true))).isEqualTo(new Unchanged(0, NOON.toEpochMilli()));
        assertThat(pair.on(IN_PAIR.react("bob", 1, "🎉", false))).isEqualTo(new Unchanged(0, NOON.toEpochMilli()));
        assertThat(pair.log()).hasSize(2);
    }

    @Test
    void oneMayReactInSeveralWaysAndTakeEachAway() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));
        pair.accept(IN_PAIR.react("bob", 1, "👍", true));
        pair.accept(IN_PAIR.react("bob", 1, ":party:", true));
        assertThat(pair.reactions(1, "bob")).containsExactlyInAnyOrder("👍", ":party:");

        pair.accept(IN_PAIR.react("bob", 1, "👍", false));

        assertThat(pair.reactions(1, "bob")).containsExactly(":party:");
        assertThat(pair.reactions(1, "alice")).isEmpty();
    }

    @Test
    void thereIsALimitForEachUserAndMessage() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));
        pair.accept(IN_PAIR.send("alice", "m2", "hello"));
        for (int i = 0; i < Limits.REACTIONS_PER_USER_MAX; i++) {
            pair.accept(IN_PAIR.react("bob", 1, ":n" + i + ":", true));
        }

        assertThat(pair.refuse(IN_PAIR.react("bob", 1, "👍", true))).isEqualTo(ERROR_CODE_LIMIT_REACHED);
        pair.accept(IN_PAIR.react("alice", 1, "👍", true));
        pair.accept(IN_PAIR.react("bob", 2, "👍", true));
        pair.accept(IN_PAIR.react("bob", 1, ":n0:", false));
        pair.accept(IN_PAIR.react("bob", 1, "👍", true));
    }

    @Test
    void onlyMessagesThatAreThereGetReactions() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        group.accept(IN_GROUP.send("alice", "m1", "hello"));
        group.accept(IN_GROUP.recall("alice", 2));
        group.accept(IN_GROUP.send("alice", "m2", "hello"));
        group.accept(IN_GROUP.add("alice", "carol"));

        for (long seq : new long[] {-1, 0, 1, 2, 3, 6}) {
            assertThat(group.refuse(IN_GROUP.react("bob", seq, "👍", true)))
                    .as("%d", seq)
                    .isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        }
        assertThat(group.refuse(IN_GROUP.react("carol", 4, "👍", true))).isEqualTo(ERROR_CODE_MESSAGE_NOT_FOUND);
        assertThat(group.refuse(IN_GROUP.react("dave", 4, "👍", true))).isEqualTo(ERROR_CODE_NOT_A_MEMBER);
        group.accept(IN_GROUP.react("bob", 4, "👍", true));
    }

    @Test
    void anOldMessageMayStillBeReactedTo() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));
        pair.forget();

        pair.accept(IN_PAIR.react("bob", 1, "👍", true));

        assertThat(pair.reactions(1, "bob")).containsExactly("👍");
    }

    @Test
    void whoIsBlockedDoesNotReact() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));
        pair.accept(IN_PAIR.block("alice", true));

        assertThat(pair.refuse(IN_PAIR.react("bob", 1, "👍", true))).isEqualTo(ERROR_CODE_BLOCKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "❤️",
                "❤",
                "👨‍👩‍👧‍👦",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "🇨🇳",
                "1️⃣",
                "#️⃣",
                "☺",
                ":party-parrot:",
                ":+1:",
                "🧑🏽‍❤️‍💋‍🧑🏿"
            })
    void oneEmojiIsOne(String emoji) {
        assertThat(Emoji.isOne(emoji)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "1",
                "1\u20e31",
                "👍👍",
                "👍 ",
                "<b>",
                "::",
                ":A:",
                ":a b:",
                "汉",
                "\0",
                "\ud83d",
                "👍\0",
                ":aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:"
            })
    void anythingElseIsNone(String text) {
        assertThat(Emoji.isOne(text)).isFalse();
    }

    @Test
    void aHeapOfMarksOnOneEmojiIsNone() {
        assertThat(Emoji.isOne("👍" + "\u0301".repeat(100))).isFalse();
    }

    @Test
    void whatIsNoEmojiIsRefused() {
        pair.accept(IN_PAIR.send("alice", "m1", "hello"));

        assertThat(pair.refuse(IN_PAIR.react("bob", 1, "hello", true))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }
}
