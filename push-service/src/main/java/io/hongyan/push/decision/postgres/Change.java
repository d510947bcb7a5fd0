package io.hongyan.push.decision.postgres;

import static java.time.ZoneOffset.UTC;

import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.push.decision.Effect;
import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Names;
import io.hongyan.push.decision.Result;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Telling;
import io.hongyan.push.decision.Trigger;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a result changes the row of its alert.
 *
 * @param taken the alert as it was taken up
 * @param verdict what is told on the topic; null if nothing is
 * @param due when to look again; the time of the decision where that is final
 * @param attempts how often sending has failed; 0 leaves the row's number
 * @param decided when it was decided for good; null if it was not
 */
record Change(
        Taken taken,
        @Nullable Verdict verdict,
        Instant due,
        int attempts,
        @Nullable Instant decided) {

    private record Verdict(PushOutcome outcome, PushReason reason, long badge, Telling telling) {

        /** Whether the device was told of the message, by this alert or by another one. */
        boolean told(Kind kind) {
            return kind == Kind.MESSAGE
                    && (outcome == PushOutcome.PUSH_OUTCOME_SENT || reason == PushReason.PUSH_REASON_BUNDLED);
        }

        /** Whether the device was sent a badge by this alert. */
        boolean badged() {
            return switch (outcome) {
                case PUSH_OUTCOME_SENT, PUSH_OUTCOME_CLEARED, PUSH_OUTCOME_REWRITTEN -> true;
                case PUSH_OUTCOME_DEFERRED,
                        PUSH_OUTCOME_CANCELLED,
                        PUSH_OUTCOME_SUPPRESSED,
                        PUSH_OUTCOME_UNSPECIFIED,
                        UNRECOGNIZED -> false;
            };
        }
    }

    static Change of(Result result, Instant now) {
        Taken taken = result.taken();
        return switch (result.effect()) {
            case Effect.Defer(Instant until, PushReason reason) ->
                new Change(
                        taken,
                        new Verdict(PushOutcome.PUSH_OUTCOME_DEFERRED, reason, 0, Telling.NOTHING),
                        until,
                        0,
                        null);
            case Effect.Wait(Instant until, int attempts) -> new Change(taken, null, until, attempts, null);
            case Effect.Conclude(PushOutcome outcome, PushReason reason, long badge, Telling telling) ->
                new Change(taken, new Verdict(outcome, reason, badge, telling), now, 0, now);
            case Effect.Locate _, Effect.Send _ ->
                throw new IllegalStateException("not to be recorded: " + result.effect() + " of " + taken.trigger());
        };
    }

    /**
     * Changes column by column: id, claim, outcome, reason, badge, due, attempts, decided, decision, traceparent, whether the
     * device was told, and in words, and whether it was sent the badge.
     */
    static Tuple columns(List<Change> changes, Instant now) {
        return Tuple.tuple()
                .addValue(column(
                        changes,
                        UUID[]::new,
                        c -> UUID.fromString(c.taken.trigger().decisionId())))
                .addValue(column(changes, Integer[]::new, c -> c.taken.claim()))
                .addValue(column(changes, String[]::new, c -> c.verdict == null ? null : Names.of(c.verdict.outcome())))
                .addValue(column(changes, String[]::new, c -> c.verdict == null ? null : Names.of(c.verdict.reason())))
                .addValue(column(changes, Long[]::new, c -> c.verdict == null ? 0L : c.verdict.badge()))
                .addValue(column(changes, OffsetDateTime[]::new, c -> c.due.atOffset(UTC)))
                .addValue(column(changes, Integer[]::new, Change::attempts))
                .addValue(
                        column(changes, OffsetDateTime[]::new, c -> c.decided == null ? null : c.decided.atOffset(UTC)))
                .addValue(column(changes, Buffer[]::new, c -> c.decision(now)))
                .addValue(column(changes, String[]::new, c -> c.taken.traceparent()))
                .addValue(column(
                        changes,
                        Boolean[]::new,
                        c -> c.verdict != null
                                && c.verdict.told(c.taken.trigger().kind())))
                .addValue(column(
                        changes,
                        Boolean[]::new,
                        c -> c.verdict != null && c.verdict.telling().words()))
                .addValue(column(changes, Boolean[]::new, c -> c.verdict != null && c.verdict.badged()));
    }

    private @Nullable Buffer decision(Instant now) {
        if (verdict == null) {
            return null;
        }
        Trigger trigger = taken.trigger();
        return Buffer.buffer(PushDecision.newBuilder()
                .setDecisionId(trigger.decisionId())
                .setUserId(trigger.userId())
                .setDeviceId(trigger.deviceId())
                .setConversationId(trigger.conversationId())
                .setSeq(trigger.seq())
                .setOutcome(verdict.outcome())
                .setReason(verdict.reason())
                .setBadge(verdict.badge())
                .setTimeMs(now.toEpochMilli())
                .setKind(trigger.kind().told())
                .setUntilMs(verdict.outcome() == PushOutcome.PUSH_OUTCOME_DEFERRED ? due.toEpochMilli() : 0)
                .setMessages(verdict.telling().messages())
                .setToldWith(verdict.telling().with())
                .build()
                .toByteArray());
    }

    private static <T> Object column(
            List<Change> changes, IntFunction<T[]> array, Function<Change, @Nullable T> value) {
        return changes.stream().map(value).toArray(array);
    }
}
