package io.hongyan.message.router;

import io.hongyan.proto.client.ClientEvents;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.events.EditedWords;
import io.hongyan.proto.events.v1.Arranged;
import io.hongyan.proto.events.v1.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What sessions are told of an event. Each frame is made once, however many get it. */
public final class Packing {

    private Packing() {}

    /** What needs nothing but the event: the event itself, or a receipt. */
    public static List<Parcel> prompt(Audience audience) {
        Event event = audience.event();
        return switch (event.getPayloadCase()) {
            case MESSAGE_SENT -> List.of(shownToOthers(audience), shownToSender(event));
            case DELIVERED_MOVED ->
                List.of(toOthers(
                        audience,
                        receipt(event).setDeliveredSeq(event.getDeliveredMoved().getSeq())));
            case READ_MOVED ->
                List.of(toOthers(
                        audience, receipt(event).setReadSeq(event.getReadMoved().getSeq())));
            case MUTE_CHANGED, BLOCK_CHANGED, ARRANGED -> List.of();
            case MESSAGE_EDITED -> audience.newcomers().isEmpty() ? List.of(shownToAll(audience)) : edited(audience);
            case MESSAGE_RECALLED,
                    REACTION_CHANGED,
                    GROUP_CREATED,
                    GROUP_RENAMED,
                    GROUP_RULES_CHANGED,
                    MEMBERS_SILENCED,
                    TIMER_CHANGED,
                    MEMBERS_ADDED,
                    MEMBERS_REMOVED,
                    MEMBER_LEFT,
                    ROLE_CHANGED,
                    PAYLOAD_NOT_SET -> event.getSeq() == 0 ? List.of() : List.of(shownToAll(audience));
        };
    }

    /** Whether the actor's other sessions are told counts or settings, for which {@link #own} is to be asked. */
    public static boolean hasOwn(Event event) {
        return switch (event.getPayloadCase()) {
            case READ_MOVED, MUTE_CHANGED, BLOCK_CHANGED, ARRANGED -> true;
            default -> false;
        };
    }

    /** Whether what the actor's other sessions are told contains counts. */
    public static boolean wantsCounts(Event event) {
        return switch (event.getPayloadCase()) {
            case READ_MOVED, MUTE_CHANGED -> true;
            default -> false;
        };
    }

    /**
     * What the actor's other sessions are told of their own counts and settings, for events that {@linkplain #hasOwn
     * have} that.
     *
     * @param counts as of the event or later; null if they could not be had, and then they are left out
     */
    public static Parcel own(Event event, @Nullable Counts counts) {
        var change = OwnChange.newBuilder()
                .setConversationId(event.getConversationId())
                .setOwnVersion(event.getOwnVersion())
                .setHeadSeq(event.getHeadSeq());
        switch (event.getPayloadCase()) {
            case READ_MOVED -> {
                // The cursor may have moved on since; then cursor and count are told as they belong together.
                change.setReadSeq(counts == null ? event.getReadMoved().getSeq() : counts.readSeq())
                        .setMarkedUnread(false);
                if (counts != null) {
                    change.setUnread(counts.unread()).setUnreadTotal(counts.total());
                }
            }
            case MUTE_CHANGED -> {
                change.setMuted(event.getMuteChanged().getMuted());
                if (counts != null) {
                    change.setUnreadTotal(counts.total());
                }
            }
            case BLOCK_CHANGED -> change.setBlocked(event.getBlockChanged().getBlocked());
            case ARRANGED -> arranged(event, change);
            default -> throw new IllegalArgumentException("nothing of one's own in " + event.getPayloadCase());
        }
        return parcel(
                event,
                Set.of(event.getActor().getUserId()),
                event.getActor().getSessionId(),
                ServerFrame.newBuilder().setOwn(change).build());
    }

    private static void arranged(Event event, OwnChange.Builder change) {
        Arranged arranged = event.getArranged();
        switch (arranged.getChangeCase()) {
            case PINNED -> change.setPinnedMs(arranged.getPinned() ? event.getTimeMs() : 0);
            case ARCHIVED -> change.setArchivedSeq(arranged.getArchived() ? event.getHeadSeq() : 0);
            case MARKED_UNREAD -> change.setMarkedUnread(arranged.getMarkedUnread());
            case CHANGE_NOT_SET -> {} // of a newer release: a version of which it is not known what it made
        }
    }

    private static Parcel shownToOthers(Audience audience) {
        return parcel(audience.event(), audience.others(), "", shown(audience.event(), false));
    }

    private static Parcel shownToSender(Event event) {
        return parcel(
                event, Set.of(event.getActor().getUserId()), event.getActor().getSessionId(), shown(event, true));
    }

    private static Parcel shownToAll(Audience audience) {
        Event event = audience.event();
        return parcel(event, audience.users(), event.getActor().getSessionId(), shown(event, false));
    }

    /** Who joined after the message learns that it was edited, for the number's sake, but not what it says. */
    private static List<Parcel> edited(Audience audience) {
        Event event = audience.event();
        String session = event.getActor().getSessionId();
        var informed = new HashSet<>(audience.users());
        informed.removeAll(audience.newcomers());
        return List.of(
                parcel(event, informed, session, shown(event, false)),
                parcel(event, audience.newcomers(), session, shown(EditedWords.without(event), false)));
    }

    private static Parcel toOthers(Audience audience, Receipt.Builder receipt) {
        return parcel(
                audience.event(),
                audience.others(),
                "",
                ServerFrame.newBuilder().setReceipt(receipt).build());
    }

    private static Receipt.Builder receipt(Event event) {
        return Receipt.newBuilder()
                .setConversationId(event.getConversationId())
                .setUserId(event.getActor().getUserId());
    }

    private static ServerFrame shown(Event event, boolean forSender) {
        return ServerFrame.newBuilder()
                .setEvent(ClientEvents.of(event, forSender))
                .build();
    }

    private static Parcel parcel(Event event, Set<String> users, String exceptSession, ServerFrame frame) {
        return new Parcel(users, exceptSession, frame, false, event.getConversationId(), event.getSeq());
    }
}
