package io.hongyan.message.router;

import io.hongyan.proto.events.EditedWords;
import io.hongyan.proto.events.v1.Event;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom an event concerns.
 *
 * @param event what happened
 * @param others members, the actor excepted, to whom something is to be told
 * @param own whether the actor's other sessions are to be told something
 * @param newcomers those of the others who joined after the message that is edited, and are not to be told what it says
 */
public record Audience(Event event, Set<String> others, boolean own, Set<String> newcomers) {

    public Audience {
        others = Set.copyOf(others);
        newcomers = Set.copyOf(newcomers);
    }

    /** With nobody who may not be told all. */
    public Audience(Event event, Set<String> others, boolean own) {
        this(event, others, own, Set.of());
    }

    /** Of an event between two. */
    public static Audience of(Event event, Duo duo) {
        return switch (kind(event)) {
            case SHOWN, RECEIPT -> new Audience(event, without(actor(event), duo.users()), tellsOwn(event));
            case PRIVATE -> new Audience(event, Set.of(), true);
            case NOTHING -> new Audience(event, Set.of(), false);
        };
    }

    /**
     * Of an event in a group.
     *
     * @param after the members after the event, or later
     * @param receiptMembersMax in larger groups nobody is told how far others have received and read
     */
    public static Audience of(Event event, Members after, int receiptMembersMax) {
        return switch (kind(event)) {
            case SHOWN -> {
                Set<String> others = without(actor(event), entitled(event, after));
                yield new Audience(event, others, true, newcomers(event, after, others));
            }
            case RECEIPT -> {
                boolean small = after.joined().size() <= receiptMembersMax;
                Set<String> others = small ? without(actor(event), entitled(event, after)) : Set.of();
                yield new Audience(event, others, tellsOwn(event));
            }
            case PRIVATE -> new Audience(event, Set.of(), true);
            case NOTHING -> new Audience(event, Set.of(), false);
        };
    }

    /** Whether the members of a group matter for this event at all. */
    public static boolean needsMembers(Event event) {
        return switch (kind(event)) {
            case SHOWN, RECEIPT -> true;
            case PRIVATE, NOTHING -> false;
        };
    }

    /** All users whose sessions are wanted. */
    public Set<String> users() {
        if (!own) {
            return others;
        }
        var all = new HashSet<>(others);
        all.add(actor(event));
        return all;
    }

    private enum Kind {
        SHOWN,
        RECEIPT,
        PRIVATE,
        NOTHING
    }

    private static Kind kind(Event event) {
        return switch (event.getPayloadCase()) {
            case MESSAGE_SENT,
                    MESSAGE_RECALLED,
                    MESSAGE_EDITED,
                    REACTION_CHANGED,
                    GROUP_CREATED,
                    GROUP_RENAMED,
                    GROUP_RULES_CHANGED,
                    MEMBERS_SILENCED,
                    TIMER_CHANGED,
                    MEMBERS_ADDED,
                    MEMBERS_REMOVED,
                    MEMBER_LEFT,
                    ROLE_CHANGED -> Kind.SHOWN;
            case DELIVERED_MOVED, READ_MOVED -> Kind.RECEIPT;
            case MUTE_CHANGED, BLOCK_CHANGED, ARRANGED -> Kind.PRIVATE;
            // A kind of a newer release: shown if it has a number, so that clients see no hole.
            case PAYLOAD_NOT_SET -> event.getSeq() == 0 ? Kind.NOTHING : Kind.SHOWN;
        };
    }

    /** Delivery is told to others only: a user's devices each know what they have. */
    private static boolean tellsOwn(Event event) {
        return event.getPayloadCase() != Event.PayloadCase.DELIVERED_MOVED;
    }

    /** Members who had joined by then, and those whom this very event made leave. */
    private static Set<String> entitled(Event event, Members after) {
        long seq = event.getSeq() == 0 ? event.getHeadSeq() : event.getSeq();
        var users = new HashSet<String>();
        after.joined().forEach((user, joined) -> {
            if (joined <= seq) {
                users.add(user);
            }
        });
        users.addAll(event.getMembersAdded().getUserIdsList());
        users.addAll(event.getMembersRemoved().getUserIdsList());
        return users;
    }

    private static Set<String> newcomers(Event event, Members after, Set<String> others) {
        if (!event.hasMessageEdited()) {
            return Set.of();
        }
        return others.stream()
                .filter(user -> EditedWords.areHidden(event, after.joined().getOrDefault(user, 0L)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> without(String user, Set<String> users) {
        var rest = new HashSet<>(users);
        rest.remove(user);
        return rest;
    }

    private static String actor(Event event) {
        return event.getActor().getUserId();
    }
}
