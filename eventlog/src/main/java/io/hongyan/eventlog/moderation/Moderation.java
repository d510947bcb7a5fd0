package io.hongyan.eventlog.moderation;

import io.hongyan.eventlog.moderation.ModerationConfig.OnFailure;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.moderation.v1.CheckRequest;
import io.hongyan.proto.moderation.v1.CheckResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Asks those who moderate, within a bound of time and number, and decides where they do not answer. Never fails. */
public final class Moderation {

    private static final Logger LOG = Logger.getLogger(Moderation.class);
    private static final Verdict ALLOWED = new Verdict.Allowed();
    private static final Duration DEADLINE_MIN = Duration.ofMillis(10);

    private final ModerationConfig config;
    private final Function<CheckRequest, Uni<CheckResponse>> moderator;
    private final Semaphore permits;
    private final MeterRegistry meters;

    /**
     * As the configuration says.
     *
     * @param moderator asks; who it is need not be there if nobody is to be asked
     * @throws IllegalArgumentException if the configuration makes no sense
     */
    public Moderation(
            ModerationConfig config, Function<CheckRequest, Uni<CheckResponse>> moderator, MeterRegistry meters) {
        if (config.deadline().compareTo(DEADLINE_MIN) < 0) {
            throw new IllegalArgumentException("hongyan.moderation.deadline is %s: it must be %s at least."
                    .formatted(config.deadline(), DEADLINE_MIN));
        }
        if (config.concurrencyMax() < 1) {
            throw new IllegalArgumentException("hongyan.moderation.concurrency-max is %d: it must be 1 at least."
                    .formatted(config.concurrencyMax()));
        }
        this.config = config;
        this.moderator = moderator;
        this.permits = new Semaphore(config.concurrencyMax());
        this.meters = meters;
    }

    /** Whether somebody has to be asked about a command. */
    public boolean concerns(Command command) {
        return config.enabled() && Questions.about(command).isPresent();
    }

    /** Whether what a command says may be said. */
    public Uni<Verdict> judge(Command command) {
        Optional<CheckRequest> question = config.enabled() ? Questions.about(command) : Optional.empty();
        if (question.isEmpty()) {
            return Uni.createFrom().item(ALLOWED);
        }
        if (!permits.tryAcquire()) {
            count("FULL");
            return Uni.createFrom().item(unanswered());
        }
        Timer.Sample timed = Timer.start(meters);
        return Uni.createFrom()
                .deferred(() -> moderator.apply(question.get()))
                .ifNoItem()
                .after(config.deadline())
                .fail()
                .onTermination()
                .invoke(permits::release)
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("The moderator answered nothing."))
                .map(answer -> Questions.verdict(answer)
                        .orElseThrow(() -> new IllegalStateException("The moderator's answer has no verdict.")))
                .invoke(verdict -> record(timed, verdict instanceof Verdict.Refused ? "REFUSED" : "ALLOWED"))
                .onFailure()
                .recoverWithItem(failure -> {
                    record(timed, "FAILED");
                    LOG.warnf("The moderator did not answer: on-failure=%s cause=%s", config.onFailure(), failure);
                    return unanswered();
                });
    }

    private Verdict unanswered() {
        return config.onFailure() == OnFailure.ALLOW ? ALLOWED : new Verdict.Unknown();
    }

    private void record(Timer.Sample timed, String outcome) {
        timed.stop(meters.timer("hongyan.moderation.checks", "outcome", outcome));
    }

    private void count(String outcome) {
        meters.timer("hongyan.moderation.checks", "outcome", outcome).record(Duration.ZERO);
    }
}
