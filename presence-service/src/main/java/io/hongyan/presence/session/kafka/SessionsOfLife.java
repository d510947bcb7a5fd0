package io.hongyan.presence.session.kafka;

import io.hongyan.presence.session.Merging;
import io.hongyan.presence.session.SessionConfig;
import io.hongyan.presence.session.kafka.UserUpdates.Decided;
import io.hongyan.presence.session.redis.LifeStore;
import io.hongyan.presence.session.redis.LifeStore.Noted;
import io.hongyan.presence.slot.EndedLife;
import io.hongyan.presence.slot.Life;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Ends all sessions of a life that is over, some at a time. A session is struck off only when its end is in the log. */
@ApplicationScoped
class SessionsOfLife implements EndedLife {

    private static final int AT_A_TIME = 500;

    private final LifeStore lives;
    private final UserUpdates updates;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final int usersAtOnce;

    SessionsOfLife(
            LifeStore lives, UserUpdates updates, InstantSource clock, MeterRegistry meters, SessionConfig config) {
        this.lives = lives;
        this.updates = updates;
        this.clock = clock;
        this.meters = meters;
        this.usersAtOnce = config.usersAtOnce();
    }

    @Override
    public CompletionStage<Void> end(Life life) {
        return endSome(life).subscribeAsCompletionStage();
    }

    private Uni<Void> endSome(Life life) {
        return UserUpdates.patiently(Uni.createFrom().deferred(() -> lives.some(life, AT_A_TIME)))
                .chain(noted -> noted.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : end(life, noted).chain(() -> endSome(life)));
    }

    private Uni<Void> end(Life life, List<Noted> noted) {
        List<String> users = noted.stream().map(Noted::userId).distinct().toList();
        return Multi.createFrom()
                .iterable(users)
                .onItem()
                .transformToUni(user -> UserUpdates.patiently(Uni.createFrom().deferred(() -> end(life, user))))
                .merge(usersAtOnce)
                .collect()
                .last()
                .chain(() -> UserUpdates.patiently(Uni.createFrom().deferred(() -> lives.strike(life, noted))))
                .invoke(() -> meters.counter("hongyan.session.ended.by.lease").increment(noted.size()));
    }

    private Uni<Void> end(Life life, String userId) {
        String token = life.slot() + ":" + life.bootId();
        return updates.write(userId, token, user -> new Decided<>(Merging.end(user, life, clock.instant()), "ended"))
                .chain(written -> updates.publish(written, null));
    }
}
