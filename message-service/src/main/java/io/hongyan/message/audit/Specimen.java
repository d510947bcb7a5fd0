package io.hongyan.message.audit;

import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.Recorded;
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

    /** How many messages, and names in them, are kept of it. */
    int kept() {
        return recount.kept();
    }

    /**
     * Takes the next events.
     *
     * @return false if they do not follow on what was there: then nothing can be said of this conversation
     */
    boolean add(List<Recorded> records) {
        long next = recount.revision() + 1;
        List<Recorded> fresh = records.stream()
                .filter(record -> record.event().getRevision() > recount.revision())
                .toList();
        for (Recorded record : fresh) {
            if (record.event().getRevision() != next) {
                return false;
            }
            next++;
        }
        if (fresh.isEmpty()) {
            return true;
        }
        fresh.forEach(record -> recount.add(record.event()));
        rows.add(fresh);
        return true;
    }
}
