package io.hongyan.message.sequencer.kafka;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages disappear when their time is over, whatever happens to the process meanwhile, and each once. */
class ExpiryTopologyTest {

    private static final Duration HOUR = Duration.ofHours(1);

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
    void eachDisappearsAtItsTimeAndOnce() {
        sequencer.pipe(IN_PAIR.timer("alice", HOUR));
        sequencer.pipe(IN_PAIR.send("alice", "m1", "one"));
        sequencer.pass(Duration.ofMinutes(30));
        sequencer.pipe(IN_PAIR.send("bob", "m1", "two"));
        sequencer.pass(Duration.ofMinutes(29));
        assertThat(gone()).isEmpty();

        sequencer.pass(Duration.ofMinutes(1));
        assertThat(gone()).containsExactly(2L);

        sequencer.pass(Duration.ofMinutes(30));
        assertThat(gone()).containsExactly(3L);

        sequencer.pass(Duration.ofDays(1));
        assertThat(gone()).isEmpty();
    }

    @Test
    void whatIsDueAfterALongTimeDisappearsThoughNothingElseIsKnownOfIt() {
        sequencer.pipe(IN_PAIR.timer("alice", Duration.ofDays(30)));
        sequencer.pipe(IN_PAIR.send("alice", "m1", "one"));
        sequencer.events();

        sequencer.pass(Duration.ofDays(30));

        assertThat(sequencer.events())
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getMessageRecalled().getTargetSeq())
                                .isEqualTo(2),
                        event -> assertThat(event.getSeq()).isEqualTo(3));
    }

    @Test
    void whatWasKeptDisappearsAfterARestart() {
        sequencer.pipe(IN_PAIR.timer("alice", HOUR));
        sequencer.pipe(IN_PAIR.send("alice", "m1", "one"));
        sequencer.events();

        sequencer.restartWithItsStores();
        sequencer.pipe(IN_PAIR.send("bob", "m1", "two"));
        sequencer.pass(HOUR);

        assertThat(gone()).containsExactly(2L, 3L);
    }

    @Test
    void whatWasTakenBackDoesNotDisappearAgain() {
        sequencer.pipe(IN_PAIR.timer("alice", HOUR));
        sequencer.pipe(IN_PAIR.send("alice", "m1", "one"));
        sequencer.pipe(IN_PAIR.recall("alice", 2));
        sequencer.events();

        sequencer.pass(HOUR);

        assertThat(gone()).isEmpty();
    }

    @Test
    void manyGoInTurnsAndConversationsAreToldApart() {
        sequencer.pipe(IN_PAIR.timer("alice", HOUR));
        sequencer.pipe(IN_GROUP.create("alice", "g", "Friends", "bob"));
        sequencer.pipe(IN_GROUP.timer("alice", HOUR));
        for (int i = 0; i < 150; i++) {
            sequencer.pipe(IN_PAIR.send("alice", "m" + i, "one"));
            sequencer.pipe(IN_GROUP.send("bob", "m" + i, "one"));
        }
        sequencer.events();

        sequencer.pass(HOUR);
        List<Event> first = sequencer.events();
        sequencer.pass(Duration.ofMillis(100));

        assertThat(first).as("others wait no longer than for so many").hasSize(200);
        assertThat(sequencer.events()).hasSize(100);
        assertThat(first).extracting(Event::getConversationId).contains("d:alice:bob", IN_GROUP.conversation());
        sequencer.pass(HOUR);
        assertThat(sequencer.events()).isEmpty();
        assertThat(sequencer
                        .meters()
                        .counter("hongyan.sequencer.messages.expired")
                        .count())
                .isEqualTo(300);
    }

    private List<Long> gone() {
        return sequencer.events().stream()
                .filter(event -> event.getMessageRecalled().getExpired())
                .map(event -> event.getMessageRecalled().getTargetSeq())
                .toList();
    }
}
