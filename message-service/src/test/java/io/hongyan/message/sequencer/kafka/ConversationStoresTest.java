package io.hongyan.message.sequencer.kafka;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stores remember, how long, and that nothing is remembered elsewhere. */
class ConversationStoresTest {

    @TempDir
    Path directory;

    private SequencerDriver sequencer;

    @BeforeEach
    void open() {
        sequencer = SequencerDriver.at(directory);
    }

    @AfterEach
    void close() {
        sequencer.close();
    }

    @Test
    void aResendIsAnsweredTheSameAfterSevenDaysAndPublishesNothing() {
        Command command = IN_PAIR.send("alice", "m1", "hello").toBuilder()
                .setReplyTo(SequencerDriver.HERE)
                .build();
        sequencer.pipe(command);
        sequencer.pipe(IN_PAIR.send("bob", "m1", "hi"));
        sequencer.advance(Duration.ofDays(7));
        sequencer.pipe(IN_PAIR.send("bob", "m2", "still there?"));
        List<Event> before = sequencer.events();

        sequencer.pipe(command);

        assertThat(before).extracting(Event::getSeq).containsExactly(1L, 2L, 3L);
        assertThat(sequencer.events()).isEmpty();
        assertThat(sequencer.replies())
                .isEqualTo(List.of(SequencerDriver.accepted(1, false), SequencerDriver.accepted(1, true)));
    }

    @Test
    void aClientIdIsForgottenAfterItsTime() {
        sequencer.pipe(IN_PAIR.send("alice", "m1", "hello"));
        sequencer.advance(Duration.ofDays(9));

        sequencer.pipe(IN_PAIR.send("alice", "m1", "hello"));

        assertThat(sequencer.events()).extracting(Event::getSeq).containsExactly(1L, 2L);
    }

    @Test
    void theOwnersHeirIsFoundAmongAllMembers() {
        sequencer.pipe(IN_GROUP.create("alice", "g", "Friends", "bob"));
        sequencer.pipe(IN_GROUP.add("alice", "carol"));
        sequencer.pipe(IN_GROUP.role("alice", "carol", Role.ROLE_ADMIN));
        sequencer.pipe(IN_GROUP.leave("alice"));
        sequencer.pipe(IN_GROUP.leave("carol"));

        assertThat(sequencer.events())
                .filteredOn(Event::hasMemberLeft)
                .extracting(event -> event.getMemberLeft().getNewOwnerId())
                .containsExactly("carol", "bob");
    }

    @Test
    void aRecallFindsItsMessageWithinTheWindowAndKnowsItsFirstAttempt() {
        sequencer.pipe(IN_PAIR.send("alice", "m1", "oops"));
        sequencer.pipe(IN_PAIR.send("alice", "m2", "oops again"));
        sequencer.advance(Duration.ofHours(23));
        sequencer.pipe(IN_PAIR.recall("alice", 1).toBuilder()
                .setReplyTo(SequencerDriver.HERE)
                .build());
        sequencer.advance(Duration.ofDays(2));
        sequencer.pipe(IN_PAIR.recall("alice", 2).toBuilder()
                .setReplyTo(SequencerDriver.HERE)
                .build());

        assertThat(sequencer.events()).filteredOn(Event::hasMessageRecalled).hasSize(1);
        assertThat(sequencer.replies())
                .extracting(
                        reply -> reply.getAccepted().getSeq(),
                        reply -> reply.getRefused().getCode())
                .containsExactly(tuple(3L, ErrorCode.ERROR_CODE_UNSPECIFIED), tuple(0L, ErrorCode.ERROR_CODE_TOO_LATE));
    }

    @Test
    void anEditFindsItsMessageAndItsFirstAttempt() {
        sequencer.pipe(IN_PAIR.send("alice", "m1", "helo"));
        sequencer.advance(Duration.ofHours(23));
        Command edit = IN_PAIR.edit("alice", "e1", 1, "hello").toBuilder()
                .setReplyTo(SequencerDriver.HERE)
                .build();
        sequencer.pipe(edit);
        sequencer.advance(Duration.ofDays(2));
        sequencer.pipe(edit);
        sequencer.pipe(IN_PAIR.edit("alice", "e2", 1, "hullo").toBuilder()
                .setReplyTo(SequencerDriver.HERE)
                .build());

        assertThat(sequencer.events()).filteredOn(Event::hasMessageEdited).hasSize(1);
        assertThat(sequencer.replies())
                .extracting(
                        reply -> reply.getAccepted().getSeq(),
                        reply -> reply.getAccepted().getRepeated(),
                        reply -> reply.getRefused().getCode())
                .containsExactly(
                        tuple(2L, false, ErrorCode.ERROR_CODE_UNSPECIFIED),
                        tuple(2L, true, ErrorCode.ERROR_CODE_UNSPECIFIED),
                        tuple(0L, false, ErrorCode.ERROR_CODE_TOO_LATE));
    }

    @Test
    void aReactionIsKnownForAsLongAsItStands() {
        sequencer.pipe(IN_PAIR.send("alice", "m1", "hello"));
        sequencer.pipe(IN_PAIR.react("bob", 1, "👍", true));
        sequencer.advance(Duration.ofDays(400));
        sequencer.restartWithItsStores();

        sequencer.pipe(IN_PAIR.react("bob", 1, "👍", true));
        sequencer.pipe(IN_PAIR.react("bob", 1, "👍", false));
        sequencer.pipe(IN_PAIR.react("bob", 1, "👍", false));
        sequencer.pipe(IN_PAIR.react("bob", 1, "👍", true));

        assertThat(sequencer.events())
                .filteredOn(Event::hasReactionChanged)
                .extracting(event -> event.getReactionChanged().getPresent())
                .containsExactly(true, false, true);
    }

    @Test
    void aRestartGoesOnWhereItWas() {
        Command command = IN_PAIR.send("alice", "m1", "hello").toBuilder()
                .setReplyTo(SequencerDriver.HERE)
                .build();
        sequencer.pipe(command);
        sequencer.restartWithItsStores();

        sequencer.pipe(command);
        sequencer.pipe(IN_PAIR.send("bob", "m1", "hi"));

        assertThat(sequencer.replies()).isEqualTo(List.of(SequencerDriver.accepted(1, true)));
        assertThat(sequencer.events()).extracting(Event::getSeq).containsExactly(2L);
    }
}
