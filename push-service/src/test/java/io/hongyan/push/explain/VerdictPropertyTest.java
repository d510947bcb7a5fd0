package io.hongyan.push.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.push.decision.Alert;
import io.hongyan.push.decision.Backoff;
import io.hongyan.push.decision.Effect;
import io.hongyan.push.decision.Input;
import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Manner;
import io.hongyan.push.decision.Notice;
import io.hongyan.push.decision.QuietHours;
import io.hongyan.push.decision.Screen;
import io.hongyan.push.decision.Standing;
import io.hongyan.push.decision.Step;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.decision.Whereabouts;
import io.hongyan.push.decision.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** However things stand, what is explained is what is decided. */
class VerdictPropertyTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(5),
            Duration.ofHours(2),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1));

    /** The first thing named is what the decision says of the same alert, and nothing is named twice. */
    @Property
    void theFirstObstacleIsTheDecisionAndNoneIsNamedTwice(
            @ForAll("alerts") Taken taken, @ForAll Whereabouts where, @ForAll boolean carried) {
        Verdict verdict = Verdict.of(taken, where, 1, carried, NOON, TERMS);

        Effect decided = decide(taken, where);
        assertThat(verdict.obstacles()).extracting(Obstacle::reason).doesNotHaveDuplicates();
        switch (decided) {
            case Effect.Defer(Instant until, var reason) ->
                assertThat(verdict.first()).isEqualTo(new Obstacle(PushOutcome.PUSH_OUTCOME_DEFERRED, reason, until));
            case Effect.Conclude(var outcome, var reason, long _, var _) -> {
                assertThat(verdict.first().outcome()).isEqualTo(outcome);
                assertThat(verdict.first().reason()).isEqualTo(reason);
            }
            case Effect.Send() ->
                assertThat(verdict.first().outcome())
                        .isEqualTo(carried ? PushOutcome.PUSH_OUTCOME_SENT : PushOutcome.PUSH_OUTCOME_SUPPRESSED);
            case Effect.Locate _, Effect.Wait _ -> throw new AssertionError(decided);
        }
    }

    /** It is sent exactly if nothing is named. */
    @Property
    void whatIsSentHasNoObstacles(@ForAll("alerts") Taken taken, @ForAll Whereabouts where) {
        Verdict verdict = Verdict.of(taken, where, 1, true, NOON, TERMS);

        assertThat(verdict.first().outcome() == PushOutcome.PUSH_OUTCOME_SENT)
                .isEqualTo(verdict.obstacles().isEmpty());
    }

    private static Effect decide(Taken taken, Whereabouts where) {
        Step step = Alert.step(new Alert.Open(), taken.trigger(), new Input.TakenUp(taken.standing()), NOON, TERMS);
        return step.effect() instanceof Effect.Locate
                ? Alert.step(step.next(), taken.trigger(), new Input.Located(where, taken.standing()), NOON, TERMS)
                        .effect()
                : step.effect();
    }

    @Provide
    Arbitrary<Taken> alerts() {
        return Combinators.combine(standings(), Arbitraries.of(true, false), Arbitraries.of("d:alice:bob", "g:x"))
                .as(VerdictPropertyTest::taken);
    }

    private static Taken taken(Standing standing, boolean mentioned, String conversation) {
        var message = new Trigger("id", Kind.MESSAGE, conversation, 9, 7, "bob", "phone", NOON, mentioned);
        return new Taken(
                message, new Alert.Open(), 0, standing, new Notice("alice", "", "hello"), Manner.UNSAID, null, null);
    }

    private static Arbitrary<Standing> standings() {
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<Long> cursor = Arbitraries.of(0L, 6L, 7L, 8L);
        return Combinators.combine(flag, flag, cursor, cursor, flag, wishes(), screens())
                .as((member, recalled, read, seen, muted, wishes, screen) ->
                        new Standing(member, recalled, read, seen, muted, true, wishes, screen));
    }

    private static Arbitrary<Wishes> wishes() {
        Arbitrary<PushPolicy> policy = Arbitraries.of(
                PushPolicy.PUSH_POLICY_UNSPECIFIED,
                PushPolicy.PUSH_POLICY_ALL,
                PushPolicy.PUSH_POLICY_MENTIONS,
                PushPolicy.PUSH_POLICY_NONE);
        Arbitrary<QuietHours> quiet = Combinators.combine(
                        Arbitraries.integers().between(0, 1439),
                        Arbitraries.integers().between(1, 1439),
                        Arbitraries.of(true, false))
                .as((from, minutes, mentions) ->
                        new QuietHours(ZoneOffset.UTC, from, (from + minutes) % 1440, mentions));
        return Combinators.combine(policy, policy, instants(), quiet.injectNull(0.4), Arbitraries.of(true, false))
                .as(Wishes::new);
    }

    private static Arbitrary<Screen> screens() {
        Arbitrary<@Nullable String> later = Arbitraries.of("later").injectNull(0.5);
        return Combinators.combine(instants(), later)
                .as((toldAt, toldLater) -> new Screen(2, toldAt, 1, false, false, false, true, toldLater));
    }

    /** Around noon, or never. */
    private static Arbitrary<@Nullable Instant> instants() {
        return Arbitraries.integers()
                .between(-10, 10)
                .map(seconds -> (@Nullable Instant) NOON.plusSeconds(seconds))
                .injectNull(0.3);
    }
}
