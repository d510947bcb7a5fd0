package io.hongyan.faults.run;

import io.hongyan.faults.oracle.Entry;
import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.PresenceState;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.UserPresence;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Member;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the protocol says. The text of each message is the id of its content, unique in a run. */
final class Entries {

    private static final String CODE_PREFIX = "ERROR_CODE_";

    private Entries() {}

    static Entry fromEvent(ClientEvent event) {
        return new Entry(event.getSeq(), event.getTimeMs(), event.getUserId(), what(event));
    }

    private static What what(ClientEvent event) {
        return switch (event.getPayloadCase()) {
            case MESSAGE ->
                event.getMessage().hasContent()
                        ? new What.Said(
                                event.getMessage().getContent().getText(),
                                !event.getMessage().getSilent())
                        : new What.Emptied();
            case RECALLED -> new What.Recalled(event.getRecalled().getTargetSeq());
            case GROUP_CREATED ->
                new What.Created(event.getGroupCreated().getMembersList().stream()
                        .map(Member::getUserId)
                        .collect(Collectors.toUnmodifiableSet()));
            case MEMBERS_ADDED ->
                new What.Added(Set.copyOf(event.getMembersAdded().getUserIdsList()));
            case MEMBERS_REMOVED ->
                new What.Removed(Set.copyOf(event.getMembersRemoved().getUserIdsList()));
            case MEMBER_LEFT -> new What.Left();
            default -> new What.Other(event.getPayloadCase().name());
        };
    }

    static PresenceState state(UserPresence presence) {
        return switch (presence.getState()) {
            case PRESENCE_STATE_ONLINE -> PresenceState.ONLINE;
            case PRESENCE_STATE_AWAY -> PresenceState.AWAY;
            case PRESENCE_STATE_OFFLINE -> PresenceState.OFFLINE;
            case PRESENCE_STATE_UNSPECIFIED, UNRECOGNIZED -> PresenceState.HIDDEN;
        };
    }

    /** Such as {@code BLOCKED}. */
    static String code(ErrorCode code) {
        return code(code.name());
    }

    static String code(String name) {
        return name.startsWith(CODE_PREFIX) ? name.substring(CODE_PREFIX.length()) : name;
    }
}
