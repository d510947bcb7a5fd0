package io.hongyan.message.api.kafka;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.api.ApiConfig;
import io.hongyan.message.api.Caller;
import io.hongyan.message.api.Form;
import io.hongyan.message.api.Outcome;
import io.hongyan.message.api.Revoking;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.revocations.v1.Revocation;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes back tokens for a back end: every connector reads what is written here. Each request is told to the audit log. */
@ApplicationScoped
public class Revoker {

    private static final Logger AUDIT = Logger.getLogger("hongyan.audit");
    private static final int BUFFER = 256;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;
    private final ApiConfig config;
    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();

    Revoker(
            @Channel("api-revocations") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<ProducerRecord<String, byte[]>> emitter,
            ApiConfig config,
            MeterRegistry meters) {
        this.emitter = emitter;
        this.config = config;
        this.meters = meters;
    }

    /** What became of a request. */
    public sealed interface Answer {

        /** It is in the log; connectors act on it as soon as they read it. */
        record Revoked(Revocation revocation) implements Answer {}

        /** It is not, or nobody knows. Asking again does no harm. */
        record Failed(Outcome.Failed why) implements Answer {}
    }

    /** Takes back what was issued before a moment, or until now. Never fails. */
    public Uni<Answer> revoke(Caller caller, String userId, @Nullable Long issuedBeforeMs) {
        Instant now = clock.instant();
        Duration wait = caller.limit().take(now);
        Uni<Answer> answer = wait.isPositive()
                ? failed(new Outcome.Failed(ErrorCode.ERROR_CODE_RATE_LIMITED, "This credential asks too often.", wait))
                : switch (Revoking.decide(caller, userId, issuedBeforeMs, now)) {
                    case Revoking.Refused(Outcome.Failed why) -> failed(why);
                    case Revoking.Accepted(Revocation revocation) -> write(revocation, now);
                };
        return answer.invoke(done -> {
            String outcome = done instanceof Answer.Failed(Outcome.Failed why) ? why.word() : "REVOKED";
            meters.counter("hongyan.api.revocations", "outcome", outcome).increment();
            AUDIT.infof("Tokens revoked: caller=%s user=%s outcome=%s", caller.name(), Form.printable(userId), outcome);
        });
    }

    private Uni<Answer> write(Revocation revocation, Instant now) {
        var headers = new RecordHeaders();
        new CloudEvents(
                        UUID.randomUUID().toString(),
                        Revocation.getDescriptor().getFullName(),
                        "/hongyan/send-api",
                        now,
                        null)
                .writeTo(headers);
        return emitter.send(new ProducerRecord<>(
                        Topics.REVOCATIONS, null, revocation.getUserId(), revocation.toByteArray(), headers))
                .<Answer>map(_ -> new Answer.Revoked(revocation))
                .ifNoItem()
                .after(config.replyDeadline())
                .recoverWithItem(() -> new Answer.Failed(Outcome.failed(
                        ErrorCode.ERROR_CODE_TIMEOUT, "The log did not confirm it in time. Ask again: that is safe.")))
                .onFailure()
                .recoverWithItem(() -> new Answer.Failed(new Outcome.Failed(
                        ErrorCode.ERROR_CODE_UNAVAILABLE, "The log does not take it now.", RETRY_AFTER)));
    }

    private static Uni<Answer> failed(Outcome.Failed why) {
        return Uni.createFrom().item(new Answer.Failed(why));
    }
}
