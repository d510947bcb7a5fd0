package io.hongyan.message.unread.kafka;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/** Gives the consumer of events its interceptor, which Kafka makes itself and which has to find this service's beans. */
@ApplicationScoped
class InterceptedPolls implements ClientCustomizer<Map<String, Object>> {

    static final String CHANNEL = "unread-events";

    private final PolledPartitions polled;

    InterceptedPolls(PolledPartitions polled) {
        this.polled = polled;
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> configuration) {
        if (!channel.equals(CHANNEL)) {
            return configuration;
        }
        Map<String, Object> intercepted = new HashMap<>(configuration);
        intercepted.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, List.of(PolledInterceptor.class));
        intercepted.put(PolledInterceptor.LISTENER, polled);
        return intercepted;
    }
}
