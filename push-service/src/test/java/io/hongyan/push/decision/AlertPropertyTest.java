package io.hongyan.push.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.push.v1.PushOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class AlertPropertyTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
            Duration.ZERO,
            Duration.ofSeconds(1));
    private static final Trigger TRIGGER = new Trigger("id", "d:alice:bob", 9, 7, "bob", "phone", NOON);

    /** What may happen in an alert's life, in any order. */
    enum Happening {
        TIME_PASSES,
        CONFIRMED,
        READ,
        RECALLED,
        MUTED,
        UNMUTED,
        APP_OPENED,
        APP_CLOSED,
        APNS_DOWN,
        APNS_UP,
        APNS_REFUSES,
        CRASHES_BEFORE_RECORDING
    }

    /** However things go, one alert is told to be sent at most once, and nothing is told after the end. */
    @Property
    void atMostOneEndIsTold(@ForAll @Size(max = 40) List<Happening> happenings) {
        var life = new Life();

        happenings.forEach(life::happens);

        assertThat(life.told.stream().map(Names::of).collect(Collectors.joining(" ")))
                .matches("(DEFERRED)? ?(SENT|CANCELLED|SUPPRESSED)?");
    }

    /** What was confirmed or read before the provider was asked is never handed to it afterwards. */
    @Property
    void confirmedInTimeIsNeverSent(@ForAll @Size(max = 40) List<Happening> happenings) {
        var life = new Life();

        for (Happening happening : happenings) {
            int sends = life.sends;
            boolean known = life.standing.readSeq() >= 7 || life.standing.seenSeq() >= 7;
            life.happens(happening);
            if (known) {
                assertThat(life.sends).isEqualTo(sends);
            }
        }
    }

    /** Left alone for long enough, everything comes to an end: nothing pends for ever. */
    @Property
    void everythingEnds(@ForAll @Size(max = 40) List<Happening> happenings) {
        var life = new Life();

        happenings.forEach(life::happens);
        for (int i = 0; i < 200; i++) {
            life.happens(Happening.TIME_PASSES);
        }

        assertThat(life.recorded).isInstanceOf(Alert.Decided.class);
    }

    /** One alert as the shell drives it: taken up when due, asked about, sent, recorded, or lost in between. */
    private static final class Life {

        private Alert recorded = new Alert.Open();
        private Standing standing = new Standing(true, false, 0, 0, false, true);
        private Instant now = NOON;
        private Instant due = NOON;
        private boolean open;
        private boolean crashes;
        private Answer answer = new Answer.Accepted(1, new Telling(1, "", true));
        private int sends;
        private final List<PushOutcome> told = new ArrayList<>();

        void happens(Happening happening) {
            switch (happening) {
                case TIME_PASSES -> now = now.plusSeconds(1);
                case CONFIRMED ->
                    standing = new Standing(true, standing.recalled(), standing.readSeq(), 7, standing.muted(), true);
                case READ ->
                    standing = new Standing(true, standing.recalled(), 7, standing.seenSeq(), standing.muted(), true);
                case RECALLED ->
                    standing = new Standing(true, true, standing.readSeq(), standing.seenSeq(), standing.muted(), true);
                case MUTED ->
                    standing =
                            new Standing(true, standing.recalled(), standing.readSeq(), standing.seenSeq(), true, true);
                case UNMUTED ->
                    standing = new Standing(
                            true, standing.recalled(), standing.readSeq(), standing.seenSeq(), false, true);
                case APP_OPENED -> open = true;
                case APP_CLOSED -> open = false;
                case APNS_DOWN -> answer = new Answer.Unavailable(0.5);
                case APNS_UP -> answer = new Answer.Accepted(1, new Telling(1, "", true));
                case APNS_REFUSES -> answer = new Answer.Refused();
                case CRASHES_BEFORE_RECORDING -> crashes = true;
            }
            if (!(recorded instanceof Alert.Decided) && !now.isBefore(due)) {
                takeUp();
            }
        }

        private void takeUp() {
            Step step = step(recorded, new Input.TakenUp(standing));
            if (step.effect() instanceof Effect.Locate) {
                step = step(step.next(), new Input.Located(open ? Whereabouts.HERE : Whereabouts.AWAY, standing));
            }
            if (step.effect() instanceof Effect.Send) {
                sends++;
                step = step(step.next(), new Input.Answered(answer));
            }
            if (crashes) {
                crashes = false;
                due = now.plusSeconds(3); // the lease
                return;
            }
            record(step);
        }

        private void record(Step step) {
            recorded = step.next();
            switch (step.effect()) {
                case Effect.Defer(Instant until, var reason) -> {
                    told.add(PushOutcome.PUSH_OUTCOME_DEFERRED);
                    due = until;
                }
                case Effect.Wait(Instant until, int attempts) -> due = until;
                case Effect.Conclude(var outcome, var reason, var badge, var telling) -> told.add(outcome);
                case Effect.Locate locate -> throw new AssertionError(locate);
                case Effect.Send send -> throw new AssertionError(send);
            }
        }

        private Step step(Alert alert, Input input) {
            return Alert.step(alert, TRIGGER, input, now, TERMS);
        }
    }
}
