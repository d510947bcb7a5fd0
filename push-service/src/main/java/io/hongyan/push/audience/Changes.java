package io.hongyan.push.audience;

import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.push.send.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a run of events changes for alerts, folded to the last word on everything. Events that were applied before are
 * passed over by their revision: replaying the log changes nothing.
 */
public final class Changes {

    private static final int MENTIONS_MAX = 100; // the sequencer lets no more pass
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final SortedMap<String, Long> revisions = new TreeMap<>(); // sorted: rows are locked in one order by all
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<MemberId, Membership> memberships = new LinkedHashMap<>();
    private final Map<MemberId, Boolean> mutes = new LinkedHashMap<>();
    private final Map<MemberId, Cursors> cursors = new LinkedHashMap<>();
    private final List<Alertable> messages = new ArrayList<>();
    private final Map<Place, Edit> edits = new LinkedHashMap<>();
    private final List<Recall> recalls = new ArrayList<>();
    private final Map<MemberId, Reading> readings = new LinkedHashMap<>();
    private final Instant oldest;
    private int forgotten;

    private record Place(String conversationId, long seq) {}

    private Changes(Instant oldest) {
        this.oldest = oldest;
    }

    /**
     * Folds events in the order of the log.
     *
     * @param applied the revision up to which each conversation has been applied; missing means none
     * @param oldest of what is from before nobody is alerted: whether somebody was is no longer known
     */
    public static Changes of(List<Incoming> events, Map<String, Long> applied, Instant oldest) {
        var changes = new Changes(oldest);
        for (Incoming incoming : events) {
            String conversation = incoming.event().getConversationId();
            long known = changes.revisions.getOrDefault(conversation, applied.getOrDefault(conversation, 0L));
            if (incoming.event().getRevision() > known) {
                changes.add(incoming.event(), incoming.traceparent(), known == 0);
            }
        }
        return changes;
    }

    /** The last revision of each conversation, by its id in ascending order. */
    public SortedMap<String, Long> revisions() {
        return revisions;
    }

    /** The new names of groups. */
    public Map<String, String> names() {
        return names;
    }

    /** Who came or went, to be put {@link Membership#after after} what was known before. */
    public Map<MemberId, Membership> memberships() {
        return memberships;
    }

    /** Who muted or unmuted. */
    public Map<MemberId, Boolean> mutes() {
        return mutes;
    }

    /** Whose cursors may have moved. */
    public Map<MemberId, Cursors> cursors() {
        return cursors;
    }

    /** The messages to alert of. */
    public List<Alertable> messages() {
        return messages;
    }

    /** The last edits of messages. */
    public List<Edit> edits() {
        return List.copyOf(edits.values());
    }

    /** The messages taken back. */
    public List<Recall> recalls() {
        return recalls;
    }

    /** Where users have read to last, if their other devices may have to be told. */
    public List<Reading> readings() {
        return List.copyOf(readings.values());
    }

    /** How many messages were too old for it to be known whether they were alerted of. */
    public int forgotten() {
        return forgotten;
    }

    private void add(Event event, @Nullable String traceparent, boolean first) {
        String conversation = event.getConversationId();
        revisions.put(conversation, event.getRevision());
        if (first && conversation.startsWith("d:")) {
            joinBoth(conversation);
        }
        MemberId actor = new MemberId(conversation, event.getActor().getUserId());
        switch (event.getPayloadCase()) {
            case MESSAGE_SENT -> message(event, traceparent);
            case MESSAGE_EDITED -> edit(event);
            case MESSAGE_RECALLED ->
                recalls.add(new Recall(
                        conversation, event.getMessageRecalled().getTargetSeq(), event.getRevision(), at(event)));
            case GROUP_CREATED -> {
                rename(conversation, event.getGroupCreated().getName());
                event.getGroupCreated().getMembersList().stream()
                        .map(Member::getUserId)
                        .forEach(user -> join(event, user));
            }
            case GROUP_RENAMED -> rename(conversation, event.getGroupRenamed().getName());
            case MEMBERS_ADDED -> event.getMembersAdded().getUserIdsList().forEach(user -> join(event, user));
            case MEMBERS_REMOVED -> event.getMembersRemoved().getUserIdsList().forEach(user -> leave(event, user));
            case MEMBER_LEFT -> leave(event, actor.userId());
            case MUTE_CHANGED -> mutes.put(actor, event.getMuteChanged().getMuted());
            case READ_MOVED -> {
                advance(actor, new Cursors(event.getReadMoved().getSeq(), 0));
                read(actor, event);
            }
            case DELIVERED_MOVED -> {
                if (event.getDeliveredMoved().getForeground()) {
                    advance(actor, new Cursors(0, event.getDeliveredMoved().getSeq()));
                }
            }
            case REACTION_CHANGED,
                    ROLE_CHANGED,
                    MEMBERS_SILENCED,
                    TIMER_CHANGED,
                    BLOCK_CHANGED,
                    ARRANGED,
                    PAYLOAD_NOT_SET -> {
                // Nothing about alerts; not set: something that a newer sequencer tells.
            }
        }
    }

    private void message(Event event, @Nullable String traceparent) {
        if (!event.getMessageSent().getCountable()) {
            return; // a silent message
        }
        if (isForgotten(event)) {
            forgotten++;
            return;
        }
        boolean valid = traceparent != null && TRACEPARENT.matcher(traceparent).matches();
        messages.add(new Alertable(
                event.getConversationId(),
                event.getRevision(),
                event.getSeq(),
                event.getActor().getUserId(),
                Wording.body(event.getMessageSent().getContent()),
                mentioned(event.getMessageSent().getContent().getMentions()),
                event.getMessageSent().getContent().getMentions().getEveryone(),
                at(event),
                valid ? traceparent : null));
    }

    private void edit(Event event) {
        long seq = event.getMessageEdited().getTargetSeq();
        edits.put(
                new Place(event.getConversationId(), seq),
                new Edit(
                        event.getConversationId(),
                        seq,
                        Wording.body(event.getMessageEdited().getContent())));
    }

    /** What is no user mentions nobody. */
    private static List<String> mentioned(Mentions mentions) {
        return mentions.getUserIdsList().stream()
                .filter(Objections::isUser)
                .limit(MENTIONS_MAX)
                .toList();
    }

    private void read(MemberId reader, Event event) {
        if (!isForgotten(event)) {
            String device = event.getActor().getDeviceId();
            var reading = new Reading(
                    reader,
                    Objections.isDevice(device) ? device : "", // what is no device is none of the user's
                    event.getReadMoved().getSeq(),
                    event.getRevision(),
                    at(event));
            readings.merge(reader, reading, (before, now) -> now.seq() >= before.seq() ? now : before);
        }
    }

    private boolean isForgotten(Event event) {
        return at(event).isBefore(oldest);
    }

    private static Instant at(Event event) {
        return Instant.ofEpochMilli(event.getTimeMs());
    }

    private void joinBoth(String conversation) {
        String[] parts = conversation.split(":", -1);
        move(new MemberId(conversation, parts[1]), Membership.joined(1));
        move(new MemberId(conversation, parts[2]), Membership.joined(1));
    }

    private void rename(String conversation, String name) {
        names.put(conversation, Wording.line(name));
    }

    private void join(Event event, String user) {
        move(new MemberId(event.getConversationId(), user), Membership.joined(event.getSeq()));
    }

    private void leave(Event event, String user) {
        move(new MemberId(event.getConversationId(), user), Membership.left());
    }

    private void move(MemberId member, Membership to) {
        memberships.merge(member, to, (before, now) -> now.after(before));
    }

    private void advance(MemberId member, Cursors to) {
        cursors.merge(member, to, Cursors::and);
    }
}
