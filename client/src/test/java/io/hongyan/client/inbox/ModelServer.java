package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationChanges;
import io.hongyan.proto.client.v1.ConversationPage;
import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.Edited;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Pong;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.Reacted;
import io.hongyan.proto.client.v1.Reaction;
import io.hongyan.proto.client.v1.Recalled;
import io.hongyan.proto.client.v1.SyncPage;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Mentions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server knows, in the simplest words: lists of events, and unread counted anew whenever asked. */
final class ModelServer {

    static final String ME = "me";

    private final Map<String, List<ClientEvent>> logs = new LinkedHashMap<>();
    private final Map<String, Long> readSeqs = new LinkedHashMap<>();
    private final Set<String> muted = new HashSet<>();
    private final Set<String> pinned = new HashSet<>();
    private final Set<String> archived = new HashSet<>();
    private final Set<String> marked = new HashSet<>();
    private final Map<String, Long> versions = new LinkedHashMap<>();
    private final Map<String, Set<String>> reactions = new LinkedHashMap<>();
    private final Map<String, Set<Long>> mentions = new LinkedHashMap<>(); // as messages were first sent
    private final int pageSize;
    private final int namedMax;

    ModelServer(int pageSize) {
        this(pageSize, InboxLimits.DEFAULT.mentionsMax());
    }

    ModelServer(int pageSize, int namedMax) {
        this.pageSize = pageSize;
        this.namedMax = namedMax;
    }

    ClientEvent message(String id, String sender, boolean silent) {
        return message(id, sender, silent, Mentions.getDefaultInstance());
    }

    ClientEvent message(String id, String sender, boolean silent, Mentions whom) {
        List<ClientEvent> log = log(id);
        ClientEvent event = append(
                id,
                sender,
                ClientEvent.newBuilder()
                        .setMessage(Message.newBuilder()
                                .setSilent(silent)
                                .setContent(Content.newBuilder()
                                        .setText("text " + log.size())
                                        .setMentions(whom))));
        if (whom.getEveryone() || whom.getUserIdsList().contains(ME)) {
            mentions.computeIfAbsent(id, key -> new HashSet<>()).add(event.getSeq());
        }
        return event;
    }

    /** Takes a message back; the conversation is unchanged if there is no such message. */
    void recall(String id, long target) {
        ClientEvent message = there(id, target);
        if (message == null) {
            return;
        }
        append(
                id,
                message.getUserId(),
                ClientEvent.newBuilder().setRecalled(Recalled.newBuilder().setTargetSeq(target)));
        log(id).replaceAll(event -> withoutEdit(event, target));
        put(
                id,
                message.toBuilder()
                        .setMessage(Message.newBuilder()
                                .setSilent(message.getMessage().getSilent())));
    }

    /** Its sender edits a message; the conversation is unchanged if there is no such message. */
    void edit(String id, long target) {
        ClientEvent message = there(id, target);
        if (message == null) {
            return;
        }
        log(id).replaceAll(event -> withoutEdit(event, target));
        Content content = Content.newBuilder()
                .setText("edit " + log(id).size())
                .setMentions(Mentions.newBuilder().setEveryone(log(id).size() % 2 == 0)) // which changes no count
                .build();
        ClientEvent edit = append(
                id,
                message.getUserId(),
                ClientEvent.newBuilder()
                        .setEdited(Edited.newBuilder().setTargetSeq(target).setContent(content)));
        put(
                id,
                message.toBuilder()
                        .setMessage(message.getMessage().toBuilder()
                                .setContent(content)
                                .setEditedSeq(edit.getSeq())
                                .setEditedMs(edit.getTimeMs())));
    }

    /** Somebody reacts to a message, or no longer where that is so; the conversation is unchanged if there is no such message. */
    void react(String id, long target, String user, String emoji) {
        ClientEvent message = there(id, target);
        if (message == null) {
            return;
        }
        Set<String> who = reactions.computeIfAbsent(id + "/" + target + "/" + emoji, key -> new HashSet<>());
        boolean removed = !who.add(user) && who.remove(user);
        ClientEvent event = append(
                id,
                user,
                ClientEvent.newBuilder()
                        .setReacted(Reacted.newBuilder()
                                .setTargetSeq(target)
                                .setEmoji(emoji)
                                .setRemoved(removed)));
        List<Reaction> counts = new ArrayList<>(message.getMessage().getReactionsList());
        Reaction now = Reaction.newBuilder()
                .setEmoji(emoji)
                .setCount(who.size())
                .setMine(who.contains(ME))
                .build();
        int place = counts.stream().map(Reaction::getEmoji).toList().indexOf(emoji);
        if (place < 0) {
            counts.add(now);
        } else {
            counts.set(place, now);
        }
        counts.removeIf(count -> count.getCount() == 0);
        put(
                id,
                message.toBuilder()
                        .setMessage(message.getMessage().toBuilder()
                                .clearReactions()
                                .addAllReactions(counts)
                                .setReactionsSeq(event.getSeq())));
    }

    private @Nullable ClientEvent there(String id, long seq) {
        List<ClientEvent> log = log(id);
        return seq >= 1
                        && seq <= log.size()
                        && log.get((int) seq - 1).getMessage().hasContent()
                ? log.get((int) seq - 1)
                : null;
    }

    private static ClientEvent withoutEdit(ClientEvent event, long target) {
        return event.getEdited().getTargetSeq() == target
                ? event.toBuilder()
                        .setEdited(event.getEdited().toBuilder().clearContent())
                        .build()
                : event;
    }

    private void put(String id, ClientEvent.Builder event) {
        log(id).set((int) event.getSeq() - 1, event.build());
    }

    private ClientEvent append(String id, String user, ClientEvent.Builder payload) {
        List<ClientEvent> log = log(id);
        ClientEvent before = log.isEmpty() ? ClientEvent.getDefaultInstance() : log.getLast();
        boolean counts = payload.hasMessage() && !payload.getMessage().getSilent();
        if (counts && !muted.contains(id)) {
            archived.remove(id);
        }
        ClientEvent event = payload.setConversationId(id)
                .setSeq(log.size() + 1L)
                .setUncountable(before.getUncountable() + (counts ? 0 : 1))
                .setTimeMs(1_000L + log.size())
                .setUserId(user)
                .build();
        log.add(event);
        return event;
    }

    /** The version that this made; 0 if the cursor was there, and no mark to take away. */
    long read(String id, long seq) {
        long before = readSeqs.getOrDefault(id, 0L);
        long cursor = Math.min(seq, log(id).size());
        if (cursor < before || (cursor == before && !marked.contains(id))) {
            return 0;
        }
        readSeqs.put(id, cursor);
        marked.remove(id);
        return versions.merge(id, 1L, Long::sum);
    }

    /** The version that this made; 0 if it was so. */
    long mute(String id, boolean on) {
        return on ? changed(id, muted.add(id)) : changed(id, muted.remove(id));
    }

    long pin(String id, boolean on) {
        return on ? changed(id, pinned.add(id)) : changed(id, pinned.remove(id));
    }

    long mark(String id, boolean on) {
        return on ? changed(id, marked.add(id)) : changed(id, marked.remove(id));
    }

    /** As of now: always a change. */
    long archive(String id, boolean on) {
        archived.remove(id);
        if (on) {
            archived.add(id);
        }
        return changed(id, true);
    }

    private long changed(String id, boolean isChange) {
        return isChange ? versions.merge(id, 1L, Long::sum) : 0;
    }

    boolean isPinned(String id) {
        return pinned.contains(id);
    }

    boolean isMarked(String id) {
        return marked.contains(id);
    }

    boolean isArchived(String id) {
        return archived.contains(id);
    }

    long version(String id) {
        return versions.getOrDefault(id, 0L);
    }

    List<ClientEvent> log(String id) {
        return logs.computeIfAbsent(id, key -> new ArrayList<>());
    }

    /** Conversations in which something happened. */
    List<String> ids() {
        return logs.keySet().stream().filter(id -> !log(id).isEmpty()).toList();
    }

    long unread(String id) {
        return unreadSeqs(id).size();
    }

    /** Of those the ones that spoke to the user, or to everyone, when they were sent. */
    List<Long> unreadMentions(String id) {
        List<Long> seqs = new ArrayList<>(unreadSeqs(id));
        seqs.retainAll(mentions.getOrDefault(id, Set.of()));
        return seqs;
    }

    private List<Long> unreadSeqs(String id) {
        return log(id).stream()
                .filter(event -> event.getSeq() > readSeqs.getOrDefault(id, 0L))
                .filter(event -> event.getMessage().hasContent()
                        && !event.getMessage().getSilent()
                        && !event.getUserId().equals(ME))
                .map(ClientEvent::getSeq)
                .toList();
    }

    long unreadTotal() {
        return logs.keySet().stream()
                .filter(id -> !muted.contains(id))
                .mapToLong(this::unread)
                .sum();
    }

    Welcome welcome(List<Position> have) {
        Welcome.Builder welcome = Welcome.newBuilder().setUserId(ME).setUnreadTotal(unreadTotal());
        changes(have).forEach(welcome::addChanges);
        return welcome.build();
    }

    SyncPage sync(List<Position> have) {
        return SyncPage.newBuilder().addAllChanges(changes(have)).build();
    }

    private List<ConversationChanges> changes(List<Position> have) {
        Map<String, Long> positions = new LinkedHashMap<>();
        Map<String, Long> known = new LinkedHashMap<>();
        have.forEach(position -> positions.put(position.getConversationId(), position.getSeq()));
        have.forEach(position -> known.put(position.getConversationId(), position.getOwnVersion()));
        return ids().stream()
                .filter(id ->
                        positions.getOrDefault(id, 0L) < log(id).size() || known.getOrDefault(id, 0L) < version(id))
                .map(id -> changes(id, positions.get(id)))
                .toList();
    }

    private ConversationChanges changes(String id, @Nullable Long from) {
        List<ClientEvent> log = log(id);
        List<ClientEvent> page = from == null
                ? log.subList(Math.max(0, log.size() - pageSize), log.size())
                : log.subList(from.intValue(), Math.min(log.size(), from.intValue() + pageSize));
        return ConversationChanges.newBuilder()
                .setConversation(summary(id))
                .addAllEvents(page)
                .build();
    }

    ConversationPage conversations() {
        return ConversationPage.newBuilder()
                .addAllConversations(ids().stream().map(this::summary).toList())
                .setUnreadTotal(unreadTotal())
                .build();
    }

    private ConversationSummary summary(String id) {
        List<ClientEvent> log = log(id);
        return ConversationSummary.newBuilder()
                .setConversationId(id)
                .setHeadSeq(log.size())
                .setFirstSeq(1)
                .setReadSeq(readSeqs.getOrDefault(id, 0L))
                .setUnread(unread(id))
                .setUnreadMentions(unreadMentions(id).size())
                .addAllMentionSeqs(unreadMentions(id).stream().limit(namedMax).toList())
                .setMuted(muted.contains(id))
                .setPinnedMs(pinned.contains(id) ? 1 : 0)
                .setArchivedSeq(archived.contains(id) ? log.size() : 0)
                .setMarkedUnread(marked.contains(id))
                .setOwnVersion(version(id))
                .setLastEvent(log.getLast())
                .build();
    }

    HistoryPage historyAfter(String id, long seq) {
        List<ClientEvent> log = log(id);
        int from = (int) Math.min(seq, log.size());
        return HistoryPage.newBuilder()
                .setConversationId(id)
                .addAllEvents(log.subList(from, Math.min(log.size(), from + pageSize)))
                .setHeadSeq(log.size())
                .setFirstSeq(1)
                .build();
    }

    Pong pong() {
        return Pong.newBuilder()
                .setComplete(true)
                .setConversationCount(ids().size())
                .setHeadSum(logs.values().stream().mapToLong(List::size).sum())
                .setUnreadTotal(unreadTotal())
                .build();
    }
}
