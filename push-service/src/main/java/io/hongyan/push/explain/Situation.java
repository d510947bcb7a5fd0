package io.hongyan.push.explain;

import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.push.decision.Alert;
import io.hongyan.push.decision.Effect;
import io.hongyan.push.decision.Input;
import io.hongyan.push.decision.QuietHours;
import io.hongyan.push.decision.Screen;
import io.hongyan.push.decision.Standing;
import io.hongyan.push.decision.Step;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.decision.Whereabouts;
import io.hongyan.push.decision.Wishes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the decision about a new message's alert is made of. It holds no rule: what follows from it is asked of
 * {@link Alert}.
 *
 * @param message the message, as if it came in now
 * @param standing how things stand
 * @param where where the user is, seen from the device
 */
record Situation(Trigger message, Standing standing, Whereabouts where) {

    /** What is decided about an alert that nothing has been said about; {@code Effect.Send} if nothing speaks against it. */
    Step decide(Instant now, Terms terms) {
        Step taken = Alert.step(new Alert.Open(), message, new Input.TakenUp(standing), now, terms);
        return taken.effect() instanceof Effect.Locate
                ? Alert.step(taken.next(), message, new Input.Located(where, standing), now, terms)
                : taken;
    }

    /** When something that speaks against the alert for good is over nevertheless; null if it never is. */
    @Nullable
    Instant ends(PushReason reason, Instant now) {
        return switch (reason) {
            case PUSH_REASON_MUTED ->
                standing.muted() ? null : standing.wishes().mutedHereUntil();
            case PUSH_REASON_QUIET_HOURS -> {
                QuietHours quiet = standing.wishes().quietHours();
                yield quiet == null ? null : quiet.until(now);
            }
            default -> null;
        };
    }

    /**
     * The same if something that speaks against the alert were not so.
     *
     * @throws IllegalArgumentException if that is nothing that can speak against a new message's alert
     */
    Situation without(PushReason reason) {
        Wishes wishes = standing.wishes();
        return switch (reason) {
            case PUSH_REASON_NOT_A_MEMBER -> with(standing(true, standing.recalled(), readSeq(), seenSeq()));
            case PUSH_REASON_RECALLED -> with(standing(standing.member(), false, readSeq(), seenSeq()));
            case PUSH_REASON_READ -> with(standing(standing.member(), standing.recalled(), 0, seenSeq()));
            case PUSH_REASON_CONFIRMED_IN_FOREGROUND ->
                with(standing(standing.member(), standing.recalled(), readSeq(), 0));
            case PUSH_REASON_MUTED ->
                with(
                        new Wishes(
                                wishes.policy(), wishes.here(), null, wishes.quietHours(), wishes.mentionsBreakMute()),
                        false);
            case PUSH_REASON_POLICY ->
                with(
                        new Wishes(
                                PushPolicy.PUSH_POLICY_ALL,
                                PushPolicy.PUSH_POLICY_ALL,
                                wishes.mutedHereUntil(),
                                wishes.quietHours(),
                                wishes.mentionsBreakMute()),
                        standing.muted());
            case PUSH_REASON_QUIET_HOURS ->
                with(
                        new Wishes(
                                wishes.policy(),
                                wishes.here(),
                                wishes.mutedHereUntil(),
                                null,
                                wishes.mentionsBreakMute()),
                        standing.muted());
            case PUSH_REASON_AWAITING_CONFIRMATION, PUSH_REASON_ACTIVE_ELSEWHERE ->
                new Situation(message, standing, Whereabouts.AWAY);
            case PUSH_REASON_BURST -> with(screen(null, standing.screen().toldLater()));
            case PUSH_REASON_BUNDLED -> with(screen(standing.screen().toldAt(), null));
            case PUSH_REASON_UNSPECIFIED,
                    PUSH_REASON_NOT_CONFIRMED,
                    PUSH_REASON_REJECTED,
                    PUSH_REASON_TOKEN_INVALID,
                    PUSH_REASON_EXPIRED,
                    PUSH_REASON_NOTHING_SHOWN,
                    UNRECOGNIZED ->
                throw new IllegalArgumentException(
                        reason + " does not speak against the alert of a message that comes in now");
        };
    }

    private long readSeq() {
        return standing.readSeq();
    }

    private long seenSeq() {
        return standing.seenSeq();
    }

    private Situation with(Standing other) {
        return new Situation(message, other, where);
    }

    private Situation with(Wishes wishes, boolean muted) {
        return with(new Standing(
                standing.member(),
                standing.recalled(),
                readSeq(),
                seenSeq(),
                muted,
                standing.reachable(),
                wishes,
                standing.screen()));
    }

    private Situation with(Screen screen) {
        return with(new Standing(
                standing.member(),
                standing.recalled(),
                readSeq(),
                seenSeq(),
                standing.muted(),
                standing.reachable(),
                standing.wishes(),
                screen));
    }

    private Standing standing(boolean member, boolean recalled, long readSeq, long seenSeq) {
        return new Standing(
                member,
                recalled,
                readSeq,
                seenSeq,
                standing.muted(),
                standing.reachable(),
                standing.wishes(),
                standing.screen());
    }

    private Screen screen(@Nullable Instant toldAt, @Nullable String toldLater) {
        Screen screen = standing.screen();
        return new Screen(
                screen.badge(),
                toldAt,
                screen.told(),
                screen.toldOfThis(),
                screen.speaksOfThis(),
                screen.underway(),
                screen.takesSilent(),
                toldLater);
    }
}
