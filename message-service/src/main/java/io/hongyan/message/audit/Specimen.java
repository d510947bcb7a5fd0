package io.hongyan.message.audit;

import io.hongyan.message.unread.Changes;
import io.hongyan.proto.events.v1.Event;
import java.util.List;

/** One conversation of a sample: what the log says of it so far. */
public final class Specimen {

    private final String conversationId;
    private final Recount recount;
    private final Rows rows;

    Specimen(String conversationId) {
        this.conversationId = conversationId;
        recount = new Recount(conversationId);
        rows = new Rows(conversationId);
    }

    /** Which one. */
    public String conversationId() {
        return conversationId;
    }

    /** What counting with fingers finds. */
    public View view() {
        return recount.view();
    }

    /** The rows that should be stored. */
    public Changes rows() {
        return rows.all(recount);
    }

    int messageCount() {
        return recount.messageCount();
    }

    /**
     * Takes the next events.
     *
     * @return false if they do not follow on what was there: then nothing can be said of this conversation
     */
    boolean add(List<Event> events) {
        long next = recount.revision() + 1;
        List<Event> fresh = events.stream()
                .filter(event -> event.getRevision() > recount.revision())
                .toList();
        for (Event event : fresh) {
            if (event.getRevision() != next) {
                return false;
            }
            next++;
        }
        if (fresh.isEmpty()) {
            return true;
        }
        fresh.forEach(recount::add);
        rows.add(fresh);
        return true;
    }
}
