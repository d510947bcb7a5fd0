package io.hongyan.message.sequencer;

import static io.hongyan.message.sequencer.Conversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.sequencer.Decision.Accepted;
import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.message.sequencer.Decision.Repeated;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SequencingPropertyTest {

    @Provide
    Arbitrary<List<Command>> inAPair() {
        return AnyCommand.in(Commands.IN_PAIR).list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Command>> inAGroup() {
        // A group that exists, with an admin: else most of what follows would be refused.
        return AnyCommand.in(Commands.IN_GROUP).list().ofMaxSize(60).map(commands -> {
            List<Command> all = new ArrayList<>();
            all.add(Commands.IN_GROUP.create("alice", "g", "Friends", "bob", "carol"));
            all.add(Commands.IN_GROUP.role("alice", "bob", Role.ROLE_ADMIN));
            all.addAll(commands);
            return all;
        });
    }

    @Provide
    Arbitrary<List<Command>> anywhere() {
        return Arbitraries.oneOf(inAPair(), inAGroup());
    }

    /** Whatever is sent in whatever order, resends and refused among it: no hole and no number twice. */
    @Property(tries = 300)
    void numbersAreDense(@ForAll("anywhere") List<Command> commands) {
        Conversation conversation = play(commands, Map.of());

        List<Event> log = conversation.log();
        assertThat(log).extracting(Event::getRevision).isEqualTo(oneTo(log.size()));
        List<Event> shown = log.stream().filter(event -> event.getSeq() > 0).toList();
        assertThat(shown).extracting(Event::getSeq).isEqualTo(oneTo(shown.size()));
        List<Long> countable = log.stream()
                .filter(event -> event.getMessageSent().getCountable())
                .map(Event::getCseq)
                .toList();
        assertThat(countable).isEqualTo(oneTo(countable.size()));
        assertHeadsRunAlong(log);
    }

    private static void assertHeadsRunAlong(List<Event> log) {
        long seq = 0;
        long cseq = 0;
        for (Event event : log) {
            seq = Math.max(seq, event.getSeq());
            cseq += event.getMessageSent().getCountable() ? 1 : 0;
            assertThat(List.of(event.getHeadSeq(), event.getCseq())).isEqualTo(List.of(seq, cseq));
        }
    }

    private static List<Long> oneTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** Clocks jump back and forth; the times of events do not. */
    @Property(tries = 100)
    void timeDoesNotGoBack(@ForAll("anywhere") List<Command> commands, @ForAll List<Byte> clock) {
        var jumps = new HashMap<Integer, Integer>();
        for (int i = 0; i < clock.size(); i++) {
            jumps.put(i, (int) clock.get(i));
        }

        Conversation conversation = play(commands, jumps);

        assertThat(conversation.log()).extracting(Event::getTimeMs).isSorted();
    }

    /** Each send, edit or creation that was accepted gets the same answer for ever, and nothing more happens. */
    @Property(tries = 200)
    void aResendGetsTheFirstAnswer(@ForAll("anywhere") List<Command> commands) {
        var conversation = new Conversation(new Commands(idOf(commands)));
        var first = new HashMap<Command, Event>();
        for (Command command : commands) {
            if (conversation.on(command) instanceof Accepted(Event event) && isIdempotentById(command)) {
                first.put(command, event);
            }
        }
        int events = conversation.log().size();

        first.forEach((command, event) -> assertThat(conversation.on(command, NOON.plusSeconds(60)))
                .isEqualTo(new Repeated(
                        new Stamp(event.getSeq(), event.getTimeMs(), event.getRevision()),
                        event.getMessageSent().getExpiresMs())));

        assertThat(conversation.log()).hasSize(events);
    }

    private static boolean isIdempotentById(Command command) {
        return command.hasSendMessage() || command.hasEditMessage() || command.hasCreateGroup();
    }

    /** Asking for anything a second time, right away, publishes nothing and is not an error. */
    @Property(tries = 200)
    void anythingDoneTwiceIsDoneOnce(@ForAll("anywhere") List<Command> commands) {
        var conversation = new Conversation(new Commands(idOf(commands)));
        for (Command command : commands) {
            Decision once = conversation.on(command);
            List<Event> log = conversation.log();

            Decision twice = conversation.on(command);

            assertThat(conversation.log()).isEqualTo(log);
            assertThat(twice instanceof Refused).isEqualTo(once instanceof Refused);
        }
    }

    /** The log alone is enough: state made from it equals state as it was kept, cursors, receipts and all. */
    @Property(tries = 200)
    void stateIsAFunctionOfTheLog(@ForAll("anywhere") List<Command> commands) {
        Conversation conversation = play(commands, Map.of());

        if (!conversation.log().isEmpty()) {
            assertThat(conversation.rebuilt().state()).isEqualTo(conversation.state());
        }
    }

    private static Conversation play(List<Command> commands, Map<Integer, Integer> jumps) {
        var conversation = new Conversation(new Commands(idOf(commands)));
        for (int i = 0; i < commands.size(); i++) {
            conversation.on(commands.get(i), NOON.plusSeconds(jumps.getOrDefault(i, i)));
        }
        return conversation;
    }

    private static String idOf(List<Command> commands) {
        return commands.isEmpty()
                ? Commands.IN_PAIR.conversation()
                : commands.getFirst().getConversationId();
    }
}
