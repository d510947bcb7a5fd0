package io.hongyan.presence.session.kafka;

import io.hongyan.presence.memory.MemoryUnavailableException;
import io.hongyan.presence.session.Publication;
import io.hongyan.presence.session.UserSessions;
import io.hongyan.presence.session.redis.UserStore;
import io.hongyan.presence.session.redis.UserStore.Stored;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Changes users and publishes what follows from it, as {@link Publication} says. */
@ApplicationScoped
public class UserUpdates {

    private static final Duration PAUSE_MIN = Duration.ofMillis(50);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final UserStore users;
    private final PresenceTopic topic;

    UserUpdates(UserStore users, PresenceTopic topic) {
        this.users = users;
        this.topic = topic;
    }

    /**
     * A change that is written and perhaps still has to be published.
     *
     * @param outcome what the decision said of itself
     */
    public record Written<O>(String userId, String token, Stored stored, O outcome) {}

    /** A decision: the user as it shall be, and what to tell the caller. */
    public record Decided<O>(UserSessions user, O outcome) {}

    /** Decides on a user and writes it, again if somebody else was faster. Nothing is published yet. */
    public <O> Uni<Written<O>> write(String userId, String token, Function<UserSessions, Decided<O>> decision) {
        return users.read(userId).chain(stored -> {
            Decided<O> decided = decision.apply(stored.user());
            UserSessions next = Publication.isDue(decided.user(), token)
                    ? Publication.begun(decided.user(), token)
                    : decided.user();
            if (next.equals(stored.user())) {
                return Uni.createFrom().item(new Written<>(userId, token, stored, decided.outcome()));
            }
            return users.replace(userId, stored, next)
                    .chain(written -> written.isPresent()
                            ? Uni.createFrom().item(new Written<>(userId, token, written.get(), decided.outcome()))
                            : write(userId, token, decision));
        });
    }

    /** Publishes what is due, until the latest presence is in the log. */
    public Uni<Void> publish(Written<?> written, @Nullable String traceparent) {
        if (!Publication.isDue(written.stored().user(), written.token())) {
            return Uni.createFrom().voidItem();
        }
        long version = written.stored().user().presence().version();
        return topic.publish(written.userId(), written.stored().user().presence(), traceparent)
                .chain(() -> confirm(written, version))
                .chain(confirmed -> publish(confirmed, traceparent));
    }

    /** Does something again, with growing pauses, as long as it fails for nothing but an outage of Redis or Kafka. */
    public static <T> Uni<T> patiently(Uni<T> work) {
        return work.onFailure(UserUpdates::isOutage)
                .retry()
                .withBackOff(PAUSE_MIN, PAUSE_MAX)
                .indefinitely();
    }

    private <O> Uni<Written<O>> confirm(Written<O> written, long version) {
        UnaryOperator<UserSessions> confirmed = user -> Publication.confirmed(user, written.token(), version);
        // Mostly nobody has written since, and what was written need not be read.
        return users.replace(
                        written.userId(),
                        written.stored(),
                        confirmed.apply(written.stored().user()))
                .chain(stored -> stored.isPresent()
                        ? Uni.createFrom()
                                .item(new Written<>(written.userId(), written.token(), stored.get(), written.outcome()))
                        : users.read(written.userId())
                                .chain(read -> confirm(
                                        new Written<>(written.userId(), written.token(), read, written.outcome()),
                                        version)));
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof MemoryUnavailableException || failure instanceof RetriableException;
    }
}
