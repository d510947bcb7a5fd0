package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationPage;
import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.Pong;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.SyncPage;
import io.hongyan.proto.client.v1.Welcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All conversations of one user on one device. Feed it what the server says, and carry out the {@link Effect}s.
 * Deterministic; confined to one thread.
 */
public final class Inbox {

    /** As many positions as a {@code Hello} may carry. */
    private static final int HAVE_MAX = 200;

    private final String me;
    private final Timelines timelines;
    private final Totals totals;
    private final Questions questions = new Questions();
    private final Map<String, Long> untoldReads = new LinkedHashMap<>();

    /** An empty inbox of a user. */
    public Inbox(String me, InboxLimits limits) {
        this.me = me;
        this.timelines = new Timelines(me, limits, forgotten -> {
            untoldReads.remove(forgotten);
            questions.forget(forgotten);
        });
        this.totals = new Totals(timelines);
    }

    /** Begins with what a store kept. */
    public void restore(Conversation saved, List<ClientEvent> events) {
        timelines.of(saved.id()).restore(saved, events);
    }

    /** Begins with readings that a store kept because the server may not know of them: the first login tells them. */
    public void restoreReads(Map<String, Long> saved) {
        untoldReads.putAll(saved);
    }

    /** For {@code Hello} and {@code SyncRequest}: the most recent conversations, and up to where each is whole. */
    public List<Position> have() {
        return timelines.positions(HAVE_MAX);
    }

    /** A login succeeded. What was asked on an earlier connection will not be answered any more. */
    public List<Effect> on(Welcome welcome) {
        questions.begin();
        List<Effect> effects = new ArrayList<>();
        welcome.getChangesList().forEach(change -> adopt(change.getConversation(), change.getEventsList(), effects));
        untoldReads.forEach((id, seq) -> effects.add(new Effect.TellRead(id, seq)));
        boolean differs = totals.adopt(welcome.getUnreadTotal());
        if (welcome.getMore()) {
            questions.sync(effects);
        } else if (differs || timelines.anyMutedUnread()) {
            questions.refresh(
                    effects); // read or muted on another device meanwhile; what is muted does not show in the total
        }
        return settled(effects);
    }

    /** Something happened in a conversation. */
    public List<Effect> on(ClientEvent event) {
        return after(event.getConversationId(), timeline -> timeline.offer(event));
    }

    /** The page that {@link Effect.Fill} asked for. */
    public List<Effect> on(HistoryPage page) {
        List<Effect> effects = new ArrayList<>();
        Timeline timeline = timelines.of(page.getConversationId());
        long before = timeline.have();
        change(page.getConversationId(), effects, line -> {
            line.beginsAt(page.getFirstSeq());
            page.getEventsList().forEach(line::offer);
            line.heardOf(page.getHeadSeq());
        });
        // A page that brought nothing must not be asked for again at once: the next comparison of sums will.
        questions.filled(page.getConversationId());
        if (timeline.have() > before) {
            questions.fill(page.getConversationId(), timeline, effects);
        }
        return settled(effects);
    }

    /** An {@link Effect.Fill} got no page. The next comparison of sums asks again. */
    public void fillFailed(String conversationId) {
        questions.filled(conversationId);
    }

    /** An {@link Effect.Fill} got no page, and may be asked for again now. */
    public List<Effect> fillAgain(String conversationId) {
        List<Effect> effects = new ArrayList<>();
        questions.filled(conversationId);
        questions.fill(conversationId, timelines.find(conversationId), effects);
        return effects;
    }

    /** A page that {@link Effect.Sync} asked for. */
    public List<Effect> on(SyncPage page) {
        List<Effect> effects = new ArrayList<>();
        page.getChangesList().forEach(change -> adopt(change.getConversation(), change.getEventsList(), effects));
        if (page.getNextPageToken().isEmpty()) {
            questions.pagesDone();
            totals.allKnown();
        } else {
            effects.add(new Effect.Sync(page.getNextPageToken()));
        }
        return settled(effects);
    }

    /** A page that {@link Effect.Refresh} asked for. */
    public List<Effect> on(ConversationPage page) {
        List<Effect> effects = new ArrayList<>();
        page.getConversationsList().forEach(summary -> adopt(summary, List.of(), effects));
        if (page.getNextPageToken().isEmpty()) {
            questions.pagesDone();
            totals.adopt(page.getUnreadTotal());
            totals.allKnown();
        } else {
            effects.add(new Effect.Refresh(page.getNextPageToken()));
        }
        return settled(effects);
    }

    /** A page of a sync or refresh did not come. The next comparison of sums asks again. */
    public void pagesFailed() {
        questions.pagesDone();
    }

    /** The heartbeat's answer: sums to compare. */
    public List<Effect> on(Pong pong) {
        return totals.differs(pong) ? List.of(new Effect.CompareLater(pong)) : List.of();
    }

    /** Compares again what differed a moment ago, and asks for what is missing. */
    public List<Effect> compare(Pong pong) {
        List<Effect> effects = new ArrayList<>();
        if (totals.isBehind(pong)) {
            questions.sync(effects);
        } else if (totals.differs(pong)) {
            questions.refresh(effects);
        }
        return settled(effects);
    }

    /** A message is on its way to the server: gaps of its conversation wait for the number it gets. */
    public void sending(String conversationId) {
        questions.sending(conversationId);
    }

    /** A message on its way got its number: its event, made from the ack. */
    public List<Effect> sent(ClientEvent event) {
        questions.sent(event.getConversationId());
        return on(event);
    }

    /** A message on its way was refused, or nobody waits for it any more. */
    public List<Effect> notSent(String conversationId) {
        List<Effect> effects = new ArrayList<>();
        questions.sent(conversationId);
        questions.fill(conversationId, timelines.find(conversationId), effects);
        return settled(effects);
    }

    /** A request of this device made an event of its own, which is not sent back to it: it has to be asked for. */
    public List<Effect> heardOf(String conversationId, long seq) {
        return after(conversationId, timeline -> timeline.heardOf(seq));
    }

    /** The user read here. Counts change at once; the server is told. */
    public List<Effect> read(String conversationId, long seq) {
        List<Effect> effects = new ArrayList<>();
        Timeline timeline = timelines.find(conversationId);
        if (timeline != null && timeline.readOrUnmark(seq)) {
            untoldReads.put(conversationId, timeline.readSeq());
            // First, since it is kept with that: an app that dies in between has not shown what it then forgets.
            effects.add(new Effect.TellRead(conversationId, timeline.readSeq()));
            effects.add(new Effect.Changed(timeline.view()));
        }
        return settled(effects);
    }

    /** The server knows the cursor, and has made it this version of the user's own state; 0: it was so already. */
    public List<Effect> readTold(String conversationId, long seq, long ownVersion) {
        untoldReads.computeIfPresent(conversationId, (id, untold) -> untold <= seq ? null : untold);
        List<Effect> effects = new ArrayList<>();
        Timeline timeline = timelines.find(conversationId);
        if (timeline != null) {
            own(
                    timeline,
                    OwnChange.newBuilder()
                            .setMarkedUnread(false)
                            .setOwnVersion(ownVersion)
                            .build(),
                    effects);
        }
        return settled(effects);
    }

    /** The user's own counts or settings changed, here or on another device. */
    public List<Effect> on(OwnChange change) {
        List<Effect> effects = new ArrayList<>();
        Timeline timeline = timelines.find(change.getConversationId());
        if (timeline == null) {
            questions.refresh(effects); // a conversation this device does not know
            return settled(effects);
        }
        own(timeline, change, effects);
        questions.fill(change.getConversationId(), timeline, effects);
        return settled(effects);
    }

    /** Where a change before it is missing, the whole is asked for. */
    private void own(Timeline timeline, OwnChange change, List<Effect> effects) {
        Conversation before = timeline.view();
        boolean isWhole = timeline.adopt(change);
        if (!timeline.view().equals(before)) {
            effects.add(new Effect.Changed(timeline.view()));
        }
        if (!isWhole) {
            questions.refresh(effects);
        }
    }

    /** The other one received or read. */
    public List<Effect> on(Receipt receipt) {
        Timeline timeline = timelines.find(receipt.getConversationId());
        return timeline != null && timeline.facts().moveReceipt(receipt)
                ? List.of(new Effect.Changed(timeline.view()))
                : List.of();
    }

    /** All conversations, the latest first. */
    public List<Conversation> conversations() {
        return timelines.latestFirst().toList();
    }

    /** One conversation, if the device knows it. */
    public Optional<Conversation> conversation(String id) {
        return Optional.ofNullable(timelines.find(id)).map(Timeline::view);
    }

    /** The events of a conversation that are kept, ascending and without holes. */
    public List<ClientEvent> events(String id) {
        Timeline timeline = timelines.find(id);
        return timeline == null ? List.of() : timeline.events();
    }

    /** Unread in all conversations that are not muted. */
    public long unreadTotal() {
        return totals.unread();
    }

    private void adopt(ConversationSummary summary, List<ClientEvent> events, List<Effect> effects) {
        String id = summary.getConversationId();
        change(id, effects, timeline -> timeline.adopt(summary, events));
        Timeline timeline = timelines.of(id);
        if (timeline.readSeq() > summary.getReadSeq() && untoldReads.putIfAbsent(id, timeline.readSeq()) == null) {
            effects.add(new Effect.TellRead(id, timeline.readSeq()));
        }
    }

    private List<Effect> after(String id, Consumer<Timeline> input) {
        List<Effect> effects = new ArrayList<>();
        change(id, effects, input);
        return settled(effects);
    }

    /** Changes a timeline, and says what follows. */
    private void change(String id, List<Effect> effects, Consumer<Timeline> input) {
        Timeline timeline = timelines.of(id);
        Conversation before = timeline.view();
        long floor = timeline.floor();
        input.accept(timeline);
        long restarted = timeline.have();
        Timeline.Advance advance = timeline.advance();
        Conversation now = timeline.view();
        if (!advance.shown().isEmpty()) {
            effects.add(new Effect.Shown(now, advance.shown(), advance.rewritten()));
        } else if (!now.equals(before)) {
            effects.add(new Effect.Changed(now));
        }
        if (timeline.floor() > floor) {
            effects.add(new Effect.Forgotten(id, timeline.floor()));
        }
        boolean news =
                advance.shown().stream().anyMatch(event -> !event.getUserId().equals(me))
                        || (restarted > before.haveSeq() && now.unread() > 0);
        if (news && now.haveSeq() > now.readSeq() && !now.left()) {
            effects.add(new Effect.Confirm(id, now.haveSeq())); // what is read is delivered: no need to say it
        }
        questions.fill(id, timeline, effects);
    }

    /** What every input may lead to, whatever it was. */
    private List<Effect> settled(List<Effect> effects) {
        if (timelines.anyBecameInexact()) {
            questions.refresh(effects);
        }
        if (totals.badgeMoved()) {
            effects.add(new Effect.Badge(totals.unread()));
        }
        return effects;
    }
}
