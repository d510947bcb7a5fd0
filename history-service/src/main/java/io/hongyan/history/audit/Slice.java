package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Member;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What some events, in the order of the log but not from its beginning, say of the archive. */
public final class Slice {

    private final Map<Place, Event> shown = new LinkedHashMap<>();
    private final Set<Place> takenBack = new HashSet<>();
    private final Map<Membership, Attendance> attendances = new LinkedHashMap<>();
    private final Map<String, Long> lasts = new HashMap<>();

    private Slice() {}

    /** What the events say. Those that are not shown say nothing. */
    public static Slice of(List<Event> events) {
        var slice = new Slice();
        events.stream().filter(event -> event.getSeq() > 0).forEach(slice::add);
        return slice;
    }

    /** The events that must be in the archive, as the log has them. */
    public Map<Place, Event> shown() {
        return shown;
    }

    /** The messages of which nothing must be left but the number: of this slice or from before it. */
    public Set<Place> takenBack() {
        return takenBack;
    }

    /** Whose time in which group it tells of. */
    public Set<Membership> memberships() {
        return attendances.keySet();
    }

    /** The last seq it has of a conversation; 0 if it has none. */
    public long lastSeq(String conversationId) {
        return lasts.getOrDefault(conversationId, 0L);
    }

    Map<Membership, Attendance> attendances() {
        return attendances;
    }

    private void add(Event event) {
        shown.put(new Place(event.getConversationId(), event.getSeq()), event);
        lasts.put(event.getConversationId(), event.getSeq());
        switch (event.getPayloadCase()) {
            case MESSAGE_RECALLED ->
                takenBack.add(new Place(
                        event.getConversationId(), event.getMessageRecalled().getTargetSeq()));
            case GROUP_CREATED ->
                event.getGroupCreated().getMembersList().stream()
                        .map(Member::getUserId)
                        .forEach(user -> attend(event, user, new Attendance(event.getSeq(), 0)));
            case MEMBERS_ADDED ->
                event.getMembersAdded()
                        .getUserIdsList()
                        .forEach(user -> attend(event, user, new Attendance(event.getSeq(), 0)));
            case MEMBERS_REMOVED ->
                event.getMembersRemoved()
                        .getUserIdsList()
                        .forEach(user -> attend(event, user, new Attendance(0, event.getSeq())));
            case MEMBER_LEFT -> attend(event, event.getActor().getUserId(), new Attendance(0, event.getSeq()));
            default -> {} // shown, and nothing else
        }
    }

    private void attend(Event event, String user, Attendance attendance) {
        attendances.merge(
                new Membership(event.getConversationId(), user), attendance, (before, now) -> now.after(before));
    }
}
