package io.hongyan.connector.suite.health;

import io.hongyan.connector.command.kafka.RepliesReader;
import io.hongyan.connector.delivery.kafka.DeliveriesReader;
import io.hongyan.connector.log.kafka.LogWriter;
import io.hongyan.connector.revocation.kafka.RevocationsReader;
import io.hongyan.connector.slot.Slot;
import io.hongyan.connector.slot.grpc.SlotKeeper;
import io.hongyan.connector.watch.kafka.PresenceReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: a slot is held, its partitions and presence are read, it is known which tokens are taken back, and the log
 * takes what is written.
 */
@Readiness
@ApplicationScoped
class SuiteReadiness implements HealthCheck {

    private final SlotKeeper slots;
    private final RepliesReader replies;
    private final DeliveriesReader deliveries;
    private final PresenceReader presence;
    private final RevocationsReader revocations;
    private final LogWriter log;

    SuiteReadiness(
            SlotKeeper slots,
            RepliesReader replies,
            DeliveriesReader deliveries,
            PresenceReader presence,
            RevocationsReader revocations,
            LogWriter log) {
        this.slots = slots;
        this.replies = replies;
        this.deliveries = deliveries;
        this.presence = presence;
        this.revocations = revocations;
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<Slot> slot = slots.current();
        boolean revoked = revocations.informed() && revocations.working();
        boolean up = slot.isPresent()
                && replies.working()
                && deliveries.working()
                && presence.working()
                && revoked
                && !log.failing();
        return HealthCheckResponse.named("suite")
                .status(up)
                .withData(
                        "slot",
                        slot.map(held -> Integer.toString(held.number())).orElse("none"))
                .withData("replies", replies.working())
                .withData("deliveries", deliveries.working())
                .withData("presence", presence.working())
                .withData("revocations", revoked)
                .withData("log", !log.failing())
                .build();
    }
}
