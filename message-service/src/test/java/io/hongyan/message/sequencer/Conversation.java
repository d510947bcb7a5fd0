package io.hongyan.message.sequencer;

import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One conversation in memory, with what its stores would hold. Decisions see no more than their scope; events applied
 * on a replay see everything.
 */
final class Conversation {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Limits LIMITS = new Limits(2_000, 500, 6, 100, Duration.ofHours(24), Duration.ofHours(12));

    private final ConversationId id;
    private final Limits limits;
    private final List<Event> log = new ArrayList<>();
    private final Map<String, Member> members = new HashMap<>();
    private final Map<Receipt.Key, Receipt> receipts = new HashMap<>();
    private final Map<Long, Shown> shown = new HashMap<>();
    private final Map<Reactor, Reactions> reactions = new HashMap<>();
    private final Map<Long, Shown> expiring = new HashMap<>();
    private Head head = Head.NONE;

    private record Reactor(long targetSeq, String userId) {}

    Conversation(Commands commands) {
        this(commands, LIMITS);
    }

    Conversation(Commands commands, Limits limits) {
        this.id = Objects.requireNonNull(ConversationId.parse(commands.conversation()));
        this.limits = limits;
    }

    /** The same, made from nothing but its events. */
    Conversation rebuilt() {
        var other = new Conversation(new Commands(log.getFirst().getConversationId()), limits);
        for (Event event : log) {
            long target = event.getMessageRecalled().getTargetSeq();
            Set<String> reactions = other.reactions(
                    event.getReactionChanged().getTargetSeq(), event.getActor().getUserId());
            other.apply(
                    new Snapshot(id, other.head, Map.copyOf(other.members), null, other.shown.get(target), reactions),
                    event);
        }
        return other;
    }

    Decision on(Command command) {
        return on(command, NOON);
    }

    Decision on(Command command, Instant now) {
        Snapshot state = snapshot(command);
        Decision decision = new Sequencing(limits).decide(state, command, now);
        if (decision instanceof Decision.Accepted(Event event)) {
            apply(state, event);
        }
        return decision;
    }

    /** What is told of a decision, without carrying it out. */
    Reply answer(Command command) {
        Snapshot state = snapshot(command);
        return Answer.to(command, state, new Sequencing(limits).decide(state, command, NOON));
    }

    /** Does what must succeed. */
    Event accept(Command command) {
        return accept(command, NOON);
    }

    Event accept(Command command, Instant now) {
        Decision decision = on(command, now);
        if (decision instanceof Decision.Accepted(Event event)) {
            return event;
        }
        throw new AssertionError(command.getActionCase() + " became " + decision);
    }

    /** Does what must be refused, and says by which code. */
    ErrorCode refuse(Command command) {
        return refuse(command, NOON);
    }

    ErrorCode refuse(Command command, Instant now) {
        Decision decision = on(command, now);
        if (decision instanceof Decision.Refused refused) {
            return refused.code();
        }
        throw new AssertionError(command.getActionCase() + " became " + decision);
    }

    /** The time of a message is over. */
    Event expire(long seq, Instant now) {
        Shown message = Objects.requireNonNull(expiring.get(seq));
        Snapshot state = snapshot(Scope.ofExpiry(message));
        Event event = Sequencing.expire(state, log.getFirst().getConversationId(), message, now);
        apply(state, event);
        return event;
    }

    /** The messages that will disappear. */
    Set<Long> expiring() {
        return Set.copyOf(expiring.keySet());
    }

    private Snapshot snapshot(Command command) {
        return snapshot(Scope.of(id, command));
    }

    private Snapshot snapshot(Scope scope) {
        var known = new HashMap<String, Member>();
        scope.users().stream().filter(members::containsKey).forEach(user -> known.put(user, member(user)));
        if (scope.heirs()) {
            known.putAll(members);
        }
        Receipt receipt = scope.receipt() == null ? null : receipts.get(scope.receipt());
        Set<String> reacts = scope.reactor() == null ? Set.of() : reactions(scope.target(), scope.reactor());
        return new Snapshot(id, head, known, receipt, shown.get(scope.target()), reacts);
    }

    /** How somebody reacts to a message. */
    Set<String> reactions(long seq, String user) {
        Reactions kept = reactions.get(new Reactor(seq, user));
        return kept == null ? Set.of() : kept.emoji();
    }

    private void apply(Snapshot state, Event event) {
        Changes changes = Sequencing.after(state, event);
        log.add(event);
        head = changes.head();
        changes.members().forEach(member -> members.put(member.userId(), member));
        changes.shown().forEach(one -> shown.put(one.stamp().seq(), one));
        if (changes.expiring() != null) {
            expiring.put(changes.expiring().stamp().seq(), changes.expiring());
        }
        if (changes.settled() != null) {
            expiring.remove(changes.settled().stamp().seq());
        }
        if (changes.receipt() != null) {
            receipts.put(changes.receipt().key(), changes.receipt());
        }
        Reactions changed = changes.reactions();
        if (changed != null) {
            var reactor = new Reactor(changed.targetSeq(), changed.userId());
            if (changed.emoji().isEmpty()) {
                reactions.remove(reactor);
            } else {
                reactions.put(reactor, changed);
            }
        }
    }

    /** As if the time of keeping receipts and messages were over. */
    void forget() {
        receipts.clear();
        shown.clear();
    }

    List<Event> log() {
        return List.copyOf(log);
    }

    Head head() {
        return head;
    }

    Member member(String user) {
        Member known = members.get(user);
        return known == null ? Member.stranger(user) : known;
    }

    List<Member> everybody() {
        return List.copyOf(members.values());
    }

    /** All that is kept, to be compared. */
    List<Object> state() {
        return List.of(head, Map.copyOf(members), Map.copyOf(receipts), Map.copyOf(shown), Map.copyOf(reactions));
    }
}
