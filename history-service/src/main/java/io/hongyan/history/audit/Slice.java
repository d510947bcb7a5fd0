package io.hongyan.history.audit;

import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.PastReaction;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Contents;
import io.hongyan.history.archive.Ids;
import io.hongyan.history.archive.Revision.Edit;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.ReactionChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What some events, in the order of the log but not from its beginning, say of the archive, as if nothing came after them. */
public final class Slice {

    private final Map<Place, Event> shown = new LinkedHashMap<>();
    private final Set<Place> takenBack = new HashSet<>();
    private final Map<Place, List<Place>> edits = new HashMap<>();
    private final Map<Place, Content> said = new HashMap<>();
    private final Map<Reaction, ReactionChange> reactions = new LinkedHashMap<>();
    private final List<PastReaction> pastReactions = new ArrayList<>();
    private final Map<Membership, Attendance> attendances = new LinkedHashMap<>();
    private final Map<String, Long> lasts = new HashMap<>();

    private Slice() {}

    /** What the events say. Those that are not shown say nothing. */
    public static Slice of(List<Event> events) {
        var slice = new Slice();
        events.stream().filter(event -> event.getSeq() > 0).forEach(slice::add);
        return slice;
    }

    /**
     * The events that must be in the archive, as they are stored after the last of them: what of them says nothing will
     * never say anything again.
     */
    public Map<Place, Event> shown() {
        return shown;
    }

    /** The messages of which nothing must be left but the number: of this slice or from before it. */
    public Set<Place> takenBack() {
        return takenBack;
    }

    /** The messages that were edited, or that somebody tried to edit: of this slice or from before it. */
    public Set<Place> edited() {
        return edits.keySet();
    }

    /** Whether a message was taken back, or the message of which an event is an edit. */
    public boolean isTakenBack(Place place, Event event) {
        return (event.hasMessageSent() && takenBack.contains(place))
                || (event.hasMessageEdited() && takenBack.contains(target(event)));
    }

    /** The last edit of a message by somebody; null if there is none. */
    public @Nullable Event lastEdit(Place message, String userId) {
        return edits.getOrDefault(message, List.of()).reversed().stream()
                .map(shown::get)
                .filter(Objects::nonNull)
                .filter(edit -> edit.getActor().getUserId().equals(userId))
                .findFirst()
                .orElse(null);
    }

    /** The edits of a message by its sender. */
    public List<Edit> edits(Place place, Event message) {
        return edits.getOrDefault(place, List.of()).stream()
                .map(shown::get)
                .filter(Objects::nonNull)
                .filter(edit -> Contents.isEdit(edit, message))
                .map(edit -> new Edit(place, edit.getSeq(), edit.getTimeMs()))
                .toList();
    }

    /** The messages that were sent or edited, or that somebody tried to edit: of this slice or from before it. */
    public Set<Place> messages() {
        Set<Place> messages = new HashSet<>(edits.keySet());
        shown.forEach((place, event) -> {
            if (event.hasMessageSent()) {
                messages.add(place);
            }
        });
        return messages;
    }

    /** What a message or an edit of this slice said, whatever became of it; null if there is none. */
    @Nullable
    Content said(Place place) {
        return said.get(place);
    }

    /** The words on reactions that are not the last ones, of groups. */
    public List<PastReaction> pastReactions() {
        return pastReactions;
    }

    /** The last word on each reaction. */
    public Map<Reaction, ReactionChange> reactions() {
        return reactions;
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
        shown.put(place(event), event);
        lasts.put(event.getConversationId(), event.getSeq());
        switch (event.getPayloadCase()) {
            case MESSAGE_RECALLED ->
                takeBack(new Place(
                        event.getConversationId(), event.getMessageRecalled().getTargetSeq()));
            case MESSAGE_SENT -> said.put(place(event), event.getMessageSent().getContent());
            case MESSAGE_EDITED -> {
                said.put(place(event), event.getMessageEdited().getContent());
                edit(target(event), event);
            }
            case REACTION_CHANGED -> react(event, event.getReactionChanged());
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

    private void takeBack(Place message) {
        takenBack.add(message);
        Event told = shown.get(message);
        if (told == null || told.hasMessageSent()) {
            silence(message);
            edits.getOrDefault(message, List.of()).forEach(this::silence);
        }
    }

    /** Of a message from before these events it is not known whose it is: if the edit is not its sender's, that is silent too. */
    private void edit(Place message, Event edit) {
        Event told = shown.get(message);
        boolean isNone = told != null && !Contents.isEdit(edit, told);
        boolean isGone = takenBack.contains(message) || (told != null && !Contents.isThere(told));
        List<Place> before = edits.computeIfAbsent(message, absent -> new ArrayList<>());
        if (!isNone) {
            String editor = edit.getActor().getUserId();
            before.stream()
                    .filter(place -> Objects.requireNonNull(shown.get(place))
                            .getActor()
                            .getUserId()
                            .equals(editor))
                    .forEach(this::silence);
        }
        before.add(place(edit));
        if (isNone || isGone) {
            silence(place(edit));
        } else if (told != null && Contents.isThere(edit)) {
            shown.put(message, Contents.with(told, edit.getMessageEdited().getContent()));
        }
    }

    private void react(Event event, ReactionChanged changed) {
        var reaction = new Reaction(
                new Place(event.getConversationId(), changed.getTargetSeq()),
                event.getActor().getUserId(),
                changed.getEmoji());
        ReactionChange before = reactions.put(reaction, new ReactionChange(changed.getPresent(), event.getSeq()));
        if (before != null && !Ids.isOfTwo(event.getConversationId())) {
            pastReactions.add(new PastReaction(reaction, before));
        }
    }

    private void silence(Place place) {
        shown.computeIfPresent(place, (there, event) -> Contents.without(event));
    }

    private static Place place(Event event) {
        return new Place(event.getConversationId(), event.getSeq());
    }

    private static Place target(Event edit) {
        return new Place(edit.getConversationId(), edit.getMessageEdited().getTargetSeq());
    }

    private void attend(Event event, String user, Attendance attendance) {
        attendances.merge(
                new Membership(event.getConversationId(), user), attendance, (before, now) -> now.after(before));
    }
}
