package io.hongyan.push.audience.kafka;

import io.hongyan.push.audience.postgres.AudienceStore;
import io.hongyan.push.send.vertx.Dispatcher;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Moves the consumer to the position in PostgreSQL; where another instance has died, its alerts are looked after. */
@ApplicationScoped
@Identifier("push-events")
class EventsRebalance implements KafkaConsumerRebalanceListener {

    private final AudienceStore audience;
    private final Dispatcher dispatcher;

    EventsRebalance(AudienceStore audience, Dispatcher dispatcher) {
        this.audience = audience;
        this.dispatcher = dispatcher;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        audience.seek(consumer, partitions);
        dispatcher.wake();
    }
}
