package io.hongyan.message.unread;

import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.Role;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as of its latest event.
 *
 * @param conversationId its id
 * @param name the group's name; empty for two people
 * @param ownerId the group's owner; null for two people and for a group that everybody left
 * @param revision counts all events; 0 before the first
 * @param headSeq the highest seq given out
 * @param headCseq how many countable messages there were
 * @param countableSeq the seq of the last of them; 0 if there was none
 * @param activityMs the time of {@code headSeq}, in milliseconds since 1970 UTC
 * @param memberCount how many members it has
 * @param rules who may do what in a group; as by default where nobody said otherwise
 * @param timerMs how long after they were sent messages disappear that are sent now, in milliseconds; 0: they stay
 */
public record Head(
        String conversationId,
        String name,
        @Nullable String ownerId,
        long revision,
        long headSeq,
        long headCseq,
        long countableSeq,
        long activityMs,
        int memberCount,
        GroupRules rules,
        long timerMs) {

    /** A conversation in which nothing has happened yet. */
    public static Head none(String conversationId) {
        return new Head(conversationId, "", null, 0, 0, 0, 0, 0, 0, GroupRules.getDefaultInstance(), 0);
    }

    /**
     * The conversation after its next event, which leaves it with the given number of members. Only a shown event moves
     * the head, whatever another one says: a head without the event that made it could not be listed.
     */
    Head after(Event event, int memberCountNow) {
        boolean shown = event.getSeq() != 0;
        return new Head(
                conversationId,
                nameAfter(event),
                ownerAfter(event),
                event.getRevision(),
                shown ? event.getSeq() : headSeq,
                shown ? event.getCseq() : headCseq,
                event.getMessageSent().getCountable() ? event.getSeq() : countableSeq,
                shown ? event.getTimeMs() : activityMs,
                memberCountNow,
                rulesAfter(event),
                event.hasTimerChanged() ? event.getTimerChanged().getDurationMs() : timerMs);
    }

    private GroupRules rulesAfter(Event event) {
        return switch (event.getPayloadCase()) {
            case GROUP_CREATED -> event.getGroupCreated().getRules();
            case GROUP_RULES_CHANGED -> event.getGroupRulesChanged().getRules();
            default -> rules;
        };
    }

    private String nameAfter(Event event) {
        return switch (event.getPayloadCase()) {
            case GROUP_CREATED -> storable(event.getGroupCreated().getName());
            case GROUP_RENAMED -> storable(event.getGroupRenamed().getName());
            default -> name; // no other kind renames; a newer kind that did would be another contract
        };
    }

    /** Without U+0000, which PostgreSQL cannot keep; the sequencer let it pass until it was found out. */
    private static String storable(String name) {
        return name.replace("\0", "");
    }

    private @Nullable String ownerAfter(Event event) {
        return switch (event.getPayloadCase()) {
            case GROUP_CREATED ->
                event.getGroupCreated().getMembersList().stream()
                        .filter(member -> member.getRole() == Role.ROLE_OWNER)
                        .map(Member::getUserId)
                        .findFirst()
                        .orElse(null);
            case ROLE_CHANGED ->
                event.getRoleChanged().getRole() == Role.ROLE_OWNER
                        ? event.getRoleChanged().getUserId()
                        : ownerId;
            case MEMBER_LEFT -> ownerAfterLeaving(event);
            default -> ownerId;
        };
    }

    private @Nullable String ownerAfterLeaving(Event event) {
        String next = event.getMemberLeft().getNewOwnerId();
        if (!next.isEmpty()) {
            return next;
        }
        return event.getActor().getUserId().equals(ownerId) ? null : ownerId;
    }
}
