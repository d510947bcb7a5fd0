package io.hongyan.launcher.trace;

import io.hongyan.launcher.query.Projected;
import io.hongyan.proto.events.v1.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What nobody can say of a message's way, or not any more, each with its reason: silence would look like knowledge. */
final class Unknown {

    private Unknown() {}

    static List<String> of(Evidence found) {
        List<String> unknown = new ArrayList<>();
        Entry<Event> event = found.event();
        if (found.commands().isEmpty()) {
            unknown.add("when it was received: no command for it is found; commands are kept for 7 days, and only those"
                    + " with a client's id or a reply are recognised");
        }
        if (event == null) {
            unknown.add("any event: none came of it, or not yet, or not in the part of the log that was read");
            return unknown;
        }
        unknown.add("when exactly it was committed, which Kafka does not tell readers: after it was numbered and before"
                + " anything below was done with it");
        if (found.replies().isEmpty()) {
            unknown.add("when it was answered: replies are kept for an hour");
        }
        if (found.deliveries().isEmpty()) {
            unknown.add("whether it was routed: deliveries are kept for an hour, and there are none for nobody online");
        } else {
            unknown.add("when connectors wrote it to sockets: only devices say what they have");
        }
        if (event.value().getSeq() > 0) {
            confirmation(unknown, found);
            projected(unknown, "history-service", found.history(), event.value().getSeq());
            projected(unknown, "unread counts", found.unread(), event.value().getSeq());
        }
        if (found.decisions().isEmpty() && event.value().hasMessageSent()) {
            unknown.add(
                    "whether an alert was considered: there is no decision, as for users without a registered device;"
                            + " decisions are kept for 7 days");
        }
        return unknown;
    }

    private static void confirmation(List<String> unknown, Evidence found) {
        if (found.later().stream().noneMatch(later -> later.value().hasDeliveredMoved())) {
            unknown.add("whether a device has it: none has confirmed it so far");
        }
    }

    private static void projected(List<String> unknown, String who, @Nullable Projected projected, long seq) {
        switch (projected) {
            case null -> unknown.add("what %s has of it: not asked".formatted(who));
            case Projected.Silent silent ->
                unknown.add("what %s has of it: no answer (%s)".formatted(who, silent.why()));
            case Projected.Answered answered -> {
                var answer = answered.answer();
                if (answer.getHeadSeq() < seq) {
                    unknown.add("%s: NOT THERE YET, the projection knows the conversation up to #%d"
                            .formatted(who, answer.getHeadSeq()));
                } else if (!answer.getStored()) {
                    unknown.add("when %s had it: the projection is past it and keeps no row for such an event"
                            .formatted(who));
                } else if (!answer.hasWrittenMs()) {
                    unknown.add(("when %s had it: it is there, but the database does not keep the time of that commit"
                                    + " (track_commit_timestamp)")
                            .formatted(who));
                }
            }
        }
    }
}
