package io.hongyan.faults.run;

import io.hongyan.faults.oracle.Entry;
import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.proto.client.v1.ClientEvent;

/** Reads events of the protocol. The text of each message is the id of its content, unique in a run. */
final class Entries {

    private Entries() {}

    static Entry fromEvent(ClientEvent event) {
        return new Entry(event.getSeq(), event.getTimeMs(), event.getUserId(), what(event));
    }

    private static What what(ClientEvent event) {
        return switch (event.getPayloadCase()) {
            case MESSAGE ->
                event.getMessage().hasContent()
                        ? new What.Said(event.getMessage().getContent().getText())
                        : new What.Emptied();
            case RECALLED -> new What.Recalled(event.getRecalled().getTargetSeq());
            default -> new What.Other(event.getPayloadCase().name());
        };
    }
}
