package io.hongyan.launcher.trace;

import io.hongyan.launcher.query.Projected;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.explain.v1.GetProjectedResponse;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.sessions.v1.SessionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One message's way in the order of its times, and what is not known of it.
 *
 * @param steps ascending
 * @param unknown sentences
 */
record Timeline(List<Step> steps, List<String> unknown) {

    private static final int SESSIONS_NAMED_MAX = 8;

    /**
     * One thing that happened.
     *
     * @param at when, by the clock of whoever did it
     * @param what in words
     * @param source what says so
     */
    record Step(Instant at, String what, String source) {}

    /** In the order of times; where these are equal, as things follow from each other. */
    static Timeline of(Evidence found) {
        List<Step> steps = new ArrayList<>();
        found.commands()
                .forEach(command -> command(steps, command, found.commands().getFirst() == command));
        Entry<Event> event = found.event();
        if (event != null) {
            steps.add(new Step(
                    Instant.ofEpochMilli(event.value().getTimeMs()),
                    "numbered by the sequencer: %sr%d"
                            .formatted(
                                    event.value().getSeq() > 0
                                            ? "#" + event.value().getSeq() + ", "
                                            : "",
                                    event.value().getRevision()),
                    event.place()));
        }
        found.replies().forEach(reply -> steps.add(reply(reply)));
        found.deliveries().forEach(delivery -> steps.add(delivery(delivery, found)));
        projected(steps, "history-service has it", found.history());
        projected(steps, "unread counts have it", found.unread());
        found.later().forEach(later -> steps.add(later(later)));
        found.decisions().forEach(decision -> steps.add(decision(decision)));
        found.dead().forEach(dead -> steps.add(dead(dead)));
        steps.sort(Comparator.comparing(Step::at));
        return new Timeline(List.copyOf(steps), Unknown.of(found));
    }

    private static void command(List<Step> steps, Entry<Command> entry, boolean first) {
        Command command = entry.value();
        steps.add(new Step(
                Instant.ofEpochMilli(command.getReceivedMs()),
                "%s %s".formatted(first ? "received from" : "received again from", actor(command.getActor())),
                entry.place()));
        steps.add(new Step(entry.written(), "command handed to Kafka", entry.place()));
    }

    /** The record's time is that of the decision; when it was read by who waits is not written anywhere. */
    private static Step reply(Entry<Reply> entry) {
        Reply reply = entry.value();
        String said = switch (reply.getOutcomeCase()) {
            case ACCEPTED ->
                "accepted%s".formatted(reply.getAccepted().getRepeated() ? " as a resend: the first answer again" : "");
            case REFUSED ->
                "REFUSED, %s: %s"
                        .formatted(
                                word(reply.getRefused().getCode().name()),
                                reply.getRefused().getMessage());
            case OUTCOME_NOT_SET -> "an outcome this version does not know";
        };
        return new Step(
                entry.written(),
                "answered to slot %d: %s".formatted(reply.getReplyTo().getSlot(), said),
                entry.place());
    }

    private static Step delivery(Entry<DeliveryRecord> entry, Evidence found) {
        List<String> sessions = entry.value().getSessionIdsList();
        String named = sessions.stream()
                .limit(SESSIONS_NAMED_MAX)
                .map(session -> session(session, found))
                .collect(Collectors.joining(", "));
        int others = sessions.size() - SESSIONS_NAMED_MAX;
        return new Step(
                entry.written(),
                "routed to slot %d for %s%s"
                        .formatted(entry.partition(), named, others > 0 ? " and %d others".formatted(others) : ""),
                entry.place());
    }

    private static String session(String sessionId, Evidence found) {
        SessionRecord session = found.sessions().get(sessionId);
        return session == null ? "session " + sessionId : session.getUserId() + " on " + session.getDeviceId();
    }

    private static void projected(List<Step> steps, String what, @Nullable Projected projected) {
        if (projected instanceof Projected.Answered(GetProjectedResponse answer) && answer.hasWrittenMs()) {
            steps.add(new Step(
                    Instant.ofEpochMilli(answer.getWrittenMs()),
                    what + (answer.getRecalled() ? " as recalled (the row was written again by the recall)" : ""),
                    "its database"));
        }
    }

    private static Step later(Entry<Event> entry) {
        Event event = entry.value();
        String what = switch (event.getPayloadCase()) {
            case DELIVERED_MOVED ->
                "delivered: %s has everything up to #%d%s"
                        .formatted(
                                actor(event.getActor()),
                                event.getDeliveredMoved().getSeq(),
                                event.getDeliveredMoved().getForeground() ? "" : " (in the background)");
            case READ_MOVED ->
                "read: %s has read up to #%d; unread counts from there on"
                        .formatted(actor(event.getActor()), event.getReadMoved().getSeq());
            case MESSAGE_RECALLED -> "taken back by %s".formatted(actor(event.getActor()));
            case MESSAGE_EDITED -> "edited by %s (#%d)".formatted(actor(event.getActor()), event.getSeq());
            case REACTION_CHANGED -> "reacted to by %s (#%d)".formatted(actor(event.getActor()), event.getSeq());
            default -> word(event.getPayloadCase().name());
        };
        return new Step(Instant.ofEpochMilli(event.getTimeMs()), what, entry.place());
    }

    private static Step decision(Entry<PushDecision> entry) {
        PushDecision decision = entry.value();
        return new Step(
                Instant.ofEpochMilli(decision.getTimeMs()),
                "push to %s on %s: %s, because %s%s"
                        .formatted(
                                decision.getUserId(),
                                decision.getDeviceId(),
                                word(decision.getOutcome().name()),
                                word(decision.getReason().name()),
                                decision.getBadge() == 0 ? "" : "; badge " + decision.getBadge()),
                entry.place());
    }

    private static Step dead(Evidence.Dead dead) {
        return new Step(
                dead.entry().written(),
                "DEAD LETTER: %s could not process %s: %s (%s)"
                        .formatted(
                                dead.entry().header("hongyan-consumer"),
                                dead.source(),
                                dead.entry().header("hongyan-error-message"),
                                dead.entry().header("hongyan-error-code")),
                dead.entry().place());
    }

    static String actor(Actor actor) {
        if (!actor.getService().isEmpty()) {
            return "back end %s for %s".formatted(actor.getService(), actor.getUserId());
        }
        return actor.getDeviceId().isEmpty() ? actor.getUserId() : actor.getUserId() + " on " + actor.getDeviceId();
    }

    /** {@code PUSH_OUTCOME_SENT} is "sent", {@code ERROR_CODE_NOT_A_MEMBER} "not a member". */
    static String word(String constant) {
        return constant.replaceFirst("^(PUSH_OUTCOME|PUSH_REASON|ERROR_CODE)_", "")
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }
}
