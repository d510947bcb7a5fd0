package io.hongyan.message.router.health;

import io.grpc.StatusRuntimeException;
import io.hongyan.message.router.RouterConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * What the router cannot do without and is waiting for. Other processes come back, so they are asked until they answer,
 * with growing pauses; nothing is skipped meanwhile, and readiness tells. Any other failure is a bug and goes through.
 */
@ApplicationScoped
public class Outages {

    /** The parts that there are. */
    public enum Part {
        /** Where users are. */
        PRESENCE,
        /** Who is in a conversation, and own counts. */
        UNREAD,
        /** The log. */
        KAFKA;

        private final String word = name().toLowerCase(Locale.ROOT);
    }

    private static final Logger LOG = Logger.getLogger(Outages.class);

    private final Set<Part> parts = ConcurrentHashMap.newKeySet();
    private final Map<Part, Counter> retries = new EnumMap<>(Part.class);
    private final RouterConfig config;

    Outages(RouterConfig config, MeterRegistry meters) {
        this.config = config;
        for (Part part : Part.values()) {
            retries.put(part, meters.counter("hongyan.router.retries", "part", part.word));
        }
    }

    /**
     * Does something with another process until it works.
     *
     * @param part the process
     * @param attempt one try, made anew each time
     */
    public <T> Uni<T> persist(Part part, Supplier<Uni<T>> attempt) {
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

    /** The words of the parts that are being waited for now. */
    public Set<String> now() {
        return parts.stream().map(part -> part.word).collect(Collectors.toCollection(TreeSet::new));
    }

    private void failed(Part part, Throwable failure) {
        Objects.requireNonNull(retries.get(part)).increment();
        if (parts.add(part)) {
            LOG.warnf("Routing waits: part=%s cause=%s", part.word, failure);
        }
    }

    private void worked(Part part) {
        if (!parts.isEmpty() && parts.remove(part)) {
            LOG.infof("Routing goes on: part=%s", part.word);
        }
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof StatusRuntimeException || failure instanceof KafkaException;
    }
}
