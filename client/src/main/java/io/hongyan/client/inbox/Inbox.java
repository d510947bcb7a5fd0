package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationChanges;
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
    private final Gaps gaps = new Gaps();
    private final Map<String, Long> untoldReads = new LinkedHashMap<>();
    private boolean syncing;
    private boolean refreshing;

    /** An empty inbox of a user. */
    public Inbox(String me, InboxLimits limits) {
        this.me = me;
        this.timelines = new Timelines(me, limits, this::forgotten);
        this.totals = new Totals(timelines);
    }

    /** Begins with what a store kept. */
    public void restore(Conversation saved, List<ClientEvent> events) {
        timelines.of(saved.id()).restore(saved, events);
    }

    /** For {@code Hello} and {@code SyncRequest}: the most recent conversations, and up to where each is whole. */
    public List<Position> have() {
        return timelines.positions(HAVE_MAX);
    }

    /** A login succeeded. What was asked on an earlier connection will not be answered any more. */
    public List<Effect> on(Welcome welcome) {
        syncing = false;
        refreshing = false;
        gaps.forgetQuestions();
        List<Effect> effects = new ArrayList<>();
        welcome.getChangesList().forEach(change -> adopt(change, effects));
        untoldReads.forEach((id, seq) -> effects.add(new Effect.TellRead(id, seq)));
        boolean differs = totals.adopt(welcome.getUnreadTotal());
        if (welcome.getMore()) {
            sync(effects);
        } else if (differs || timelines.anyMutedUnread()) {
            refresh(effects); // read or muted on another device meanwhile; what is muted does not show in the total
        }
        return settled(effects);
    }

    /** Something happened in a conversation. */
    public List<Effect> on(ClientEvent event) {
        List<Effect> effects = new ArrayList<>();
        change(event.getConversationId(), effects, timeline -> timeline.offer(event));
        return settled(effects);
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
        gaps.answered(page.getConversationId());
        if (timeline.have() > before) {
            fill(page.getConversationId(), effects);
        }
        return settled(effects);
    }

    /** An {@link Effect.Fill} got no page. The next comparison of sums asks again. */
    public void fillFailed(String conversationId) {
        gaps.answered(conversationId);
    }

    /** An {@link Effect.Fill} got no page, and may be asked for again now. */
    public List<Effect> fillAgain(String conversationId) {
        List<Effect> effects = new ArrayList<>();
        gaps.answered(conversationId);
        fill(conversationId, effects);
        return effects;
    }

    /** A page that {@link Effect.Sync} asked for. */
    public List<Effect> on(SyncPage page) {
        List<Effect> effects = new ArrayList<>();
        page.getChangesList().forEach(change -> adopt(change, effects));
        if (page.getNextPageToken().isEmpty()) {
            syncing = false;
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
            refreshing = false;
            totals.adopt(page.getUnreadTotal());
            totals.allKnown();
        } else {
            effects.add(new Effect.Refresh(page.getNextPageToken()));
        }
        return settled(effects);
    }

    /** A page of a sync or refresh did not come. The next comparison of sums asks again. */
    public void pagesFailed() {
        syncing = false;
        refreshing = false;
    }

    /** The heartbeat's answer: sums to compare. */
    public List<Effect> on(Pong pong) {
        return totals.differs(pong) ? List.of(new Effect.CompareLater(pong)) : List.of();
    }

    /** Compares again what differed a moment ago, and asks for what is missing. */
    public List<Effect> compare(Pong pong) {
        List<Effect> effects = new ArrayList<>();
        if (totals.isBehind(pong)) {
            sync(effects);
        } else if (totals.differs(pong)) {
            refresh(effects);
        }
        return settled(effects);
    }

    /** A message is on its way to the server: gaps of its conversation wait for the number it gets. */
    public void sending(String conversationId) {
        gaps.sending(conversationId);
    }

    /** A message on its way got its number: its event, made from the ack. */
    public List<Effect> sent(ClientEvent event) {
        List<Effect> effects = new ArrayList<>();
        gaps.sent(event.getConversationId());
        change(event.getConversationId(), effects, timeline -> timeline.offer(event));
        return settled(effects);
    }

    /** A message on its way was refused, or nobody waits for it any more. */
    public List<Effect> notSent(String conversationId) {
        List<Effect> effects = new ArrayList<>();
        gaps.sent(conversationId);
        fill(conversationId, effects);
        return settled(effects);
    }

    /** A request of this device made an event of its own, which is not sent back to it: it has to be asked for. */
    public List<Effect> heardOf(String conversationId, long seq) {
        List<Effect> effects = new ArrayList<>();
        change(conversationId, effects, timeline -> timeline.heardOf(seq));
        return settled(effects);
    }

    /** The user read here. Counts change at once; the server is told. */
    public List<Effect> read(String conversationId, long seq) {
        List<Effect> effects = new ArrayList<>();
        Timeline timeline = timelines.find(conversationId);
        if (timeline != null && timeline.read(seq)) {
            untoldReads.put(conversationId, timeline.readSeq());
            effects.add(new Effect.Changed(timeline.view()));
            effects.add(new Effect.TellRead(conversationId, timeline.readSeq()));
        }
        return settled(effects);
    }

    /** The server knows the cursor. */
    public void readTold(String conversationId, long seq) {
        untoldReads.computeIfPresent(conversationId, (id, untold) -> untold <= seq ? null : untold);
    }

    /** The user's own counts or settings changed, here or on another device. */
    public List<Effect> on(OwnChange change) {
        List<Effect> effects = new ArrayList<>();
        Timeline timeline = timelines.find(change.getConversationId());
        if (timeline == null) {
            refresh(effects); // a conversation this device does not know
            return settled(effects);
        }
        if (change.hasReadSeq()) {
            timeline.heardOf(change.getReadSeq());
            timeline.read(change.getReadSeq());
        }
        if (change.hasUnread()) {
            timeline.stateUnread(change.getUnread());
        }
        if (change.hasMuted()) {
            timeline.facts().mute(change.getMuted());
        }
        if (change.hasBlocked()) {
            timeline.facts().block(change.getBlocked());
        }
        effects.add(new Effect.Changed(timeline.view()));
        fill(change.getConversationId(), effects);
        return settled(effects);
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

    private void adopt(ConversationChanges change, List<Effect> effects) {
        adopt(change.getConversation(), change.getEventsList(), effects);
    }

    private void adopt(ConversationSummary summary, List<ClientEvent> events, List<Effect> effects) {
        String id = summary.getConversationId();
        change(id, effects, timeline -> timeline.adopt(summary, events));
        Timeline timeline = timelines.of(id);
        if (timeline.readSeq() > summary.getReadSeq() && untoldReads.putIfAbsent(id, timeline.readSeq()) == null) {
            effects.add(new Effect.TellRead(id, timeline.readSeq()));
        }
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
        fill(id, effects);
    }

    private void fill(String id, List<Effect> effects) {
        Timeline timeline = timelines.find(id);
        if (timeline != null && timeline.hasGap() && gaps.mayAsk(id)) {
            effects.add(new Effect.Fill(id, timeline.have(), timeline.knownHead()));
        }
    }

    private void sync(List<Effect> effects) {
        if (!syncing) {
            syncing = true;
            effects.add(new Effect.Sync(""));
        }
    }

    private void refresh(List<Effect> effects) {
        if (!refreshing) {
            refreshing = true;
            effects.add(new Effect.Refresh(""));
        }
    }

    /** What every input may lead to, whatever it was. */
    private List<Effect> settled(List<Effect> effects) {
        if (timelines.anyBecameInexact() && !syncing) {
            refresh(effects);
        }
        if (totals.badgeMoved()) {
            effects.add(new Effect.Badge(totals.unread()));
        }
        return effects;
    }

    private void forgotten(String id) {
        untoldReads.remove(id);
        gaps.forget(id);
    }
}
