package io.hongyan.message.audit;

import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.Head;
import io.hongyan.message.unread.Membership;
import io.hongyan.message.unread.MembershipId;
import io.hongyan.message.unread.Projection;
import io.hongyan.message.unread.Recorded;
import io.hongyan.proto.events.v1.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that the projection would have of one conversation, made of its events from the first on. */
final class Rows {

    private final Map<MembershipId, Membership> memberships = new HashMap<>();
    private Head head;
    private @Nullable Event lastShown;

    Rows(String conversationId) {
        head = Head.none(conversationId);
    }

    /** Takes the next events, without a hole. */
    void add(List<Recorded> records) {
        List<Event> events = records.stream().map(Recorded::event).toList();
        Map<String, Head> heads = head.revision() == 0 ? Map.of() : Map.of(head.conversationId(), head);
        Map<MembershipId, Membership> some = new HashMap<>();
        for (MembershipId id : Projection.needed(heads, events)) {
            Membership known = memberships.get(id);
            if (known != null) {
                some.put(id, known);
            }
        }
        Changes changes = Projection.apply(heads, some, records);
        changes.heads().forEach(changed -> head = changed);
        changes.lastShown().forEach(shown -> lastShown = shown);
        changes.memberships().forEach(changed -> memberships.put(changed.id(), changed));
    }

    /** All of them, as if they were to be written for the first time. */
    Changes all(Recount messages) {
        return new Changes(
                List.of(head),
                lastShown == null ? List.of() : List.of(lastShown),
                List.copyOf(memberships.values()),
                messages.messages(),
                messages.mentions(),
                messages.recalled(),
                0);
    }
}
