package io.hongyan.message.router.health;

import io.grpc.StatusRuntimeException;
import io.hongyan.message.router.RouterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * What the router cannot do without and is waiting for. Other processes come back, so they are asked until they answer,
 * with growing pauses; nothing is skipped meanwhile, and readiness tells. Any other failure is a bug and goes through.
 */
@ApplicationScoped
public class Outages {

    private static final Logger LOG = Logger.getLogger(Outages.class);

    private final Set<String> parts = ConcurrentHashMap.newKeySet();
    private final RouterConfig config;
    private final MeterRegistry meters;

    Outages(RouterConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
    }

    /**
     * Does something with another process until it works.
     *
     * @param part the process, by a fixed word
     * @param attempt one try, made anew each time
     */
    public <T> Uni<T> persist(String part, Supplier<Uni<T>> attempt) {
        return Uni.createFrom()
                .<T>deferred(attempt::get)
                .onFailure(Outages::mayPass)
                .invoke(failure -> failed(part, failure))
                .onFailure(Outages::mayPass)
                .retry()
                .withBackOff(config.retryPauseMin(), config.retryPauseMax())
                .indefinitely()
                .invoke(() -> worked(part));
    }

    /** The parts that are being waited for now. */
    public Set<String> now() {
        return new TreeSet<>(parts);
    }

    private void failed(String part, Throwable failure) {
        meters.counter("hongyan.router.retries", "part", part).increment();
        if (parts.add(part)) {
            LOG.warnf("Routing waits: part=%s cause=%s", part, failure);
        }
    }

    private void worked(String part) {
        if (!parts.isEmpty() && parts.remove(part)) {
            LOG.infof("Routing goes on: part=%s", part);
        }
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof StatusRuntimeException || failure instanceof KafkaException;
    }
}
