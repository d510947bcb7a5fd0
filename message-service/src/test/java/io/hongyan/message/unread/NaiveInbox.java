package io.hongyan.message.unread;

import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.events.v1.Arranged;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a user's conversations look like, found by reading everything from the beginning for each question. Slow and
 * plain, and written without a look at the projection.
 */
public final class NaiveInbox {

    private final Map<String, List<Event>> events = new HashMap<>();

    private NaiveInbox(List<Event> all) {
        all.forEach(event -> events.computeIfAbsent(event.getConversationId(), it -> new ArrayList<>())
                .add(event));
    }

    /** Over everything that happened, each conversation in its order. */
    public static NaiveInbox of(List<Event> all) {
        return new NaiveInbox(all);
    }

    /** All conversations that the user has or had, latest first. */
    public List<Conversation> of(String user) {
        return events.keySet().stream()
                .map(id -> conversation(id, user))
                .filter(conversation -> conversation.getHeadSeq() > 0)
                .sorted(Comparator.comparingLong(
                                (Conversation it) -> it.getLastEvent().getTimeMs())
                        .thenComparing(Conversation::getConversationId)
                        .reversed())
                .toList();
    }

    /** The badge. */
    public long total(String user) {
        return of(user).stream()
                .filter(it -> !it.getMuted())
                .mapToLong(Conversation::getUnread)
                .sum();
    }

    private Conversation conversation(String id, String user) {
        var seen = Conversation.newBuilder().setConversationId(id);
        Map<String, Role> members = new HashMap<>();
        Map<String, Long> read = new HashMap<>();
        Map<String, Long> delivered = new HashMap<>();
        String name = "";
        GroupRules rules = GroupRules.getDefaultInstance();
        long timer = 0;
        Map<String, Long> silenced = new HashMap<>();
        boolean two = id.startsWith("d:");
        if (two) {
            List.of(id.split(":")).subList(1, 3).forEach(it -> members.put(it, Role.ROLE_UNSPECIFIED));
            seen.setFirstSeq(1);
        }
        for (Event event : List.copyOf(events.getOrDefault(id, List.of()))) {
            boolean before = members.containsKey(user);
            String actor = event.getActor().getUserId();
            switch (event.getPayloadCase()) {
                case GROUP_CREATED -> {
                    name = event.getGroupCreated().getName();
                    for (Member member : event.getGroupCreated().getMembersList()) {
                        members.put(member.getUserId(), member.getRole());
                    }
                }
                case GROUP_RENAMED -> name = event.getGroupRenamed().getName();
                case GROUP_RULES_CHANGED -> rules = event.getGroupRulesChanged().getRules();
                case TIMER_CHANGED -> timer = event.getTimerChanged().getDurationMs();
                case MEMBERS_ADDED ->
                    event.getMembersAdded().getUserIdsList().forEach(it -> members.put(it, Role.ROLE_MEMBER));
                case MEMBERS_REMOVED ->
                    members.keySet().removeAll(event.getMembersRemoved().getUserIdsList());
                case MEMBER_LEFT -> {
                    members.remove(actor);
                    members.replace(event.getMemberLeft().getNewOwnerId(), Role.ROLE_OWNER);
                }
                case ROLE_CHANGED -> {
                    if (event.getRoleChanged().getRole() == Role.ROLE_OWNER) {
                        members.replaceAll((it, role) -> role == Role.ROLE_OWNER ? Role.ROLE_ADMIN : role);
                    }
                    members.put(
                            event.getRoleChanged().getUserId(),
                            event.getRoleChanged().getRole());
                }
                case MEMBERS_SILENCED ->
                    event.getMembersSilenced()
                            .getUserIdsList()
                            .forEach(it ->
                                    silenced.put(it, event.getMembersSilenced().getUntilMs()));
                case READ_MOVED -> {
                    read.merge(actor, event.getReadMoved().getSeq(), Math::max);
                    delivered.merge(actor, event.getReadMoved().getSeq(), Math::max);
                }
                case DELIVERED_MOVED ->
                    delivered.merge(actor, event.getDeliveredMoved().getSeq(), Math::max);
                case MESSAGE_SENT -> {
                    if (event.getMessageSent().getCountable() && before && !seen.getMuted()) {
                        seen.clearArchivedSeq();
                    }
                }
                case ARRANGED -> {
                    if (actor.equals(user)) {
                        arrange(seen, event);
                    }
                }
                case MUTE_CHANGED -> {
                    if (actor.equals(user)) {
                        if (seen.getMuted() && !event.getMuteChanged().getMuted() && seen.getArchivedSeq() > 0) {
                            seen.setArchivedSeq(event.getHeadSeq());
                        }
                        seen.setMuted(event.getMuteChanged().getMuted());
                    }
                }
                case BLOCK_CHANGED -> {
                    if (actor.equals(user)) {
                        seen.setBlocked(event.getBlockChanged().getBlocked());
                    }
                }
                default -> {}
            }
            members.forEach((it, role) -> {
                if (role == Role.ROLE_ADMIN || role == Role.ROLE_OWNER) {
                    silenced.remove(it);
                }
            });
            boolean now = members.containsKey(user);
            if (!before && now) {
                seen.setFirstSeq(event.getSeq()).clearArchivedSeq();
            }
            if (actor.equals(user) && event.getOwnVersion() > 0) {
                seen.setOwnVersion(event.getOwnVersion());
            }
            if (before && !now || actor.equals(user) && event.hasReadMoved()) {
                seen.clearMarkedUnread();
            }
            if ((before || now) && event.getSeq() > 0) {
                seen.setHeadSeq(event.getSeq())
                        .setName(name)
                        .setMemberCount(members.size())
                        .setLastEvent(event);
            }
        }
        if (seen.getLastEvent().hasMessageEdited()
                && seen.getLastEvent().getMessageEdited().getTargetSeq() < seen.getFirstSeq()) {
            // Who came after a message is not told what an edit makes of it.
            seen.getLastEventBuilder().getMessageEditedBuilder().clearContent();
        }
        seen.setReadSeq(read.getOrDefault(user, 0L))
                .setRole(members.getOrDefault(user, Role.ROLE_UNSPECIFIED))
                .setLeft(!members.containsKey(user))
                .setSilencedUntilMs(silenced.getOrDefault(user, 0L))
                .setTimerMs(members.containsKey(user) ? timer : 0);
        if (members.containsKey(user) && !rules.equals(GroupRules.getDefaultInstance())) {
            seen.setRules(rules);
        }
        if (two) {
            String peer = members.keySet().stream()
                    .filter(it -> !it.equals(user))
                    .findFirst()
                    .orElseThrow();
            seen.setPeerReadSeq(read.getOrDefault(peer, 0L)).setPeerDeliveredSeq(delivered.getOrDefault(peer, 0L));
        }
        if (members.containsKey(user)) {
            List<Event> unread = unread(id, user, seen.getReadSeq(), seen.getFirstSeq());
            List<Long> mentions = mentions(unread, user);
            seen.setUnread(unread.size())
                    .setUnreadMentions(mentions.size())
                    .addAllMentionSeqs(mentions.subList(0, Math.min(50, mentions.size())));
        }
        return seen.build();
    }

    private static void arrange(Conversation.Builder seen, Event event) {
        Arranged arranged = event.getArranged();
        switch (arranged.getChangeCase()) {
            case PINNED -> seen.setPinnedMs(arranged.getPinned() ? event.getTimeMs() : 0);
            case ARCHIVED -> seen.setArchivedSeq(arranged.getArchived() ? event.getHeadSeq() : 0);
            case MARKED_UNREAD -> seen.setMarkedUnread(arranged.getMarkedUnread());
            case CHANGE_NOT_SET -> throw new IllegalArgumentException("nothing changed");
        }
    }

    /** Those that spoke to the user by name, or to everyone, when they were sent. */
    public static List<Long> mentions(List<Event> messages, String user) {
        return messages.stream()
                .filter(event -> {
                    Mentions mentions = event.getMessageSent().getContent().getMentions();
                    return mentions.getEveryone() || mentions.getUserIdsList().contains(user);
                })
                .map(Event::getSeq)
                .toList();
    }

    /** The messages behind the count of a conversation that is listed. */
    public List<Event> unreadMessages(Conversation seen, String user) {
        return seen.getLeft()
                ? List.of()
                : unread(seen.getConversationId(), user, seen.getReadSeq(), seen.getFirstSeq());
    }

    private List<Event> unread(String id, String user, long readSeq, long firstSeq) {
        List<Event> all = events.getOrDefault(id, List.of());
        Set<Long> recalled = new HashSet<>();
        all.forEach(event -> recalled.add(event.getMessageRecalled().getTargetSeq()));
        return all.stream()
                .filter(event -> event.getMessageSent().getCountable())
                .filter(event -> event.getSeq() > readSeq && event.getSeq() >= firstSeq)
                .filter(event -> !event.getActor().getUserId().equals(user))
                .filter(event -> !recalled.contains(event.getSeq()))
                .toList();
    }
}
