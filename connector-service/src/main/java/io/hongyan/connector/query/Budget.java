package io.hongyan.connector.query;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The bytes that are left for one frame. Not thread-safe. */
public final class Budget {

    private static final int TAG_AND_LENGTH = 6;

    private int left;
    private boolean touched;

    /** So many bytes. */
    public Budget(int bytes) {
        left = bytes;
    }

    /** How many are left; not negative. */
    public int left() {
        return Math.max(0, left);
    }

    /** A summary, which counts in full; without its last event if that would be too much. */
    public ConversationSummary summary(ConversationSummary summary) {
        touched = true;
        int size = summary.getSerializedSize() + TAG_AND_LENGTH;
        if (size <= left || !summary.hasLastEvent()) {
            left -= size;
            return summary;
        }
        ConversationSummary shorter = summary.toBuilder().clearLastEvent().build();
        left -= shorter.getSerializedSize() + TAG_AND_LENGTH;
        return shorter;
    }

    /** As many as fit, from the first on. A frame that has nothing else takes one whatever its size, so that pages go on. */
    public List<ClientEvent> oldest(List<ClientEvent> ascending) {
        List<ClientEvent> fitting = new ArrayList<>();
        for (ClientEvent event : ascending) {
            if (!take(event)) {
                break;
            }
            fitting.add(event);
        }
        return fitting;
    }

    /** As many as fit, up to the last one, ascending. */
    public List<ClientEvent> newest(List<ClientEvent> ascending) {
        List<ClientEvent> fitting = oldest(ascending.reversed());
        Collections.reverse(fitting);
        return fitting;
    }

    private boolean take(ClientEvent event) {
        int size = event.getSerializedSize() + TAG_AND_LENGTH;
        if (size > left && touched) {
            return false;
        }
        touched = true;
        left -= size;
        return true;
    }
}
