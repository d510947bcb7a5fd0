package io.hongyan.message.unread;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.events.EditedWords;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupRules;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables as maps, with counts by the same arithmetic as the view: differences of running numbers. */
final class RowsInMemory {

    private final Map<String, Head> heads = new HashMap<>();
    private final Map<String, Event> lastShown = new HashMap<>();
    private final Map<MembershipId, Membership> memberships = new HashMap<>();
    private final Map<String, TreeMap<Long, CountableMessage>> messages = new HashMap<>();
    private final Set<Mention> mentions = new HashSet<>();
    private final Set<RecalledMessage> recalled = new HashSet<>();

    Changes apply(List<Event> batch) {
        Set<MembershipId> needed = Projection.needed(heads, batch);
        Map<MembershipId, Membership> some = new HashMap<>(memberships);
        some.keySet().retainAll(needed); // as the shell does: the projection is given no more than it asked for
        Changes changes = Projection.apply(heads, some, Story.recorded(batch));
        changes.heads().forEach(head -> heads.put(head.conversationId(), head));
        changes.lastShown().forEach(event -> lastShown.put(event.getConversationId(), event));
        changes.memberships().forEach(membership -> memberships.put(membership.id(), membership));
        changes.messages()
                .forEach(message -> messages.computeIfAbsent(message.conversationId(), it -> new TreeMap<>())
                        .put(message.seq(), message));
        mentions.addAll(changes.mentions());
        recalled.addAll(changes.recalled());
        mentions.removeIf(
                mention -> changes.recalled().contains(new RecalledMessage(mention.conversationId(), mention.seq())));
        return changes;
    }

    /** Who was where, and how far they had read. */
    @Nullable
    Membership membership(String conversationId, String user) {
        return memberships.get(new MembershipId(conversationId, user));
    }

    List<Conversation> of(String user) {
        return memberships.values().stream()
                .filter(membership -> membership.id().userId().equals(user))
                .filter(membership -> head(membership).headSeq() > 0)
                .map(this::conversation)
                .sorted(Comparator.comparingLong(
                                (Conversation it) -> it.getLastEvent().getTimeMs())
                        .thenComparing(Conversation::getConversationId)
                        .reversed())
                .toList();
    }

    private Head head(Membership membership) {
        return Objects.requireNonNull(heads.get(membership.id().conversationId()));
    }

    private Conversation conversation(Membership mine) {
        Head head = head(mine);
        Departure left = mine.left();
        Event last = left == null ? Objects.requireNonNull(lastShown.get(head.conversationId())) : parse(left);
        var seen = Conversation.newBuilder()
                .setConversationId(head.conversationId())
                .setName(left == null ? head.name() : left.name())
                .setHeadSeq(left == null ? head.headSeq() : left.seq())
                .setFirstSeq(mine.joinedSeq())
                .setReadSeq(mine.readSeq())
                .setUnread(left == null ? unread(head, mine) : 0)
                .setMuted(mine.muted())
                .setBlocked(mine.blocked())
                .setRole(mine.role())
                .setMemberCount(left == null ? head.memberCount() : left.memberCount())
                .setLastEvent(EditedWords.seenFrom(last, mine.joinedSeq()))
                .setLeft(left != null)
                .setPinnedMs(mine.arrangement().pinnedMs())
                .setArchivedSeq(
                        left == null
                                ? mine.arrangement().archivedSeq(mine.muted(), head)
                                : mine.arrangement().archivedSeq())
                .setMarkedUnread(mine.arrangement().markedUnread())
                .setOwnVersion(mine.arrangement().version())
                .setSilencedUntilMs(mine.silencedUntilMs())
                .setTimerMs(left == null ? head.timerMs() : 0);
        if (left == null) {
            List<Long> mentioned = mentioned(mine);
            seen.setUnreadMentions(mentioned.size())
                    .addAllMentionSeqs(mentioned.stream().limit(50).toList());
        }
        if (left == null && !head.rules().equals(GroupRules.getDefaultInstance())) {
            seen.setRules(head.rules());
        }
        Membership peer = peer(mine);
        if (peer != null) {
            seen.setPeerReadSeq(peer.readSeq()).setPeerDeliveredSeq(peer.deliveredSeq());
        }
        return seen.build();
    }

    private @Nullable Membership peer(Membership mine) {
        return Conversations.two(mine.id().conversationId()).stream()
                .filter(user -> !user.equals(mine.id().userId()))
                .map(user -> memberships.get(new MembershipId(mine.id().conversationId(), user)))
                .findFirst()
                .orElse(null);
    }

    private long unread(Head head, Membership mine) {
        long cursor = Math.max(mine.readSeq(), mine.joinedSeq() - 1);
        TreeMap<Long, CountableMessage> all = messages.getOrDefault(head.conversationId(), new TreeMap<>());
        var atCursor = all.floorEntry(cursor);
        long own = all.tailMap(cursor, false).values().stream()
                .filter(message -> message.senderId().equals(mine.id().userId()))
                .count();
        long recalledOfOthers = all.tailMap(cursor, false).values().stream()
                .filter(message -> recalled.contains(new RecalledMessage(head.conversationId(), message.seq())))
                .filter(message -> !message.senderId().equals(mine.id().userId()))
                .count();
        return head.headCseq() - (atCursor == null ? 0 : atCursor.getValue().cseq()) - own - recalledOfOthers;
    }

    private List<Long> mentioned(Membership mine) {
        String user = mine.id().userId();
        return mentions.stream()
                .filter(it -> it.conversationId().equals(mine.id().conversationId()))
                .filter(it -> it.userId().equals(user) || it.userId().equals(Mention.EVERYONE))
                .filter(it -> it.seq() > Math.max(mine.readSeq(), mine.joinedSeq() - 1))
                .filter(it -> !it.senderId().equals(user))
                .map(Mention::seq)
                .sorted()
                .toList();
    }

    private static Event parse(Departure left) {
        try {
            return Event.parseFrom(left.event());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowsInMemory rows
                && heads.equals(rows.heads)
                && lastShown.equals(rows.lastShown)
                && memberships.equals(rows.memberships)
                && messages.equals(rows.messages)
                && mentions.equals(rows.mentions)
                && recalled.equals(rows.recalled);
    }

    @Override
    public int hashCode() {
        return Objects.hash(heads, memberships);
    }
}
