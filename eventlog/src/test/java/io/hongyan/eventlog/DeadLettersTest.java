package io.hongyan.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final Poison POISON =
            new Poison(new ConsumerRecord<>("topic", 0, 7, "key", new byte[1]), Poison.INVALID, "It is wrong.");

    private final Deque<Supplier<Uni<Void>>> answers = new ArrayDeque<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeadLetters deadLetters = new DeadLetters(emitter(), meters, "test");

    /** Kafka away for longer than its client tries, at a poison record, once stopped some consumers for good. */
    @Test
    void thatKafkaIsDownIsWaitedFor() {
        answers.add(() -> Uni.createFrom().failure(new TimeoutException("expired")));
        answers.add(() -> Uni.createFrom().failure(new TimeoutException("expired")));
        answers.add(() -> Uni.createFrom().voidItem());

        deadLetters.send(List.of(POISON)).await().atMost(Duration.ofSeconds(20));

        assertThat(answers).isEmpty();
        assertThat(meters.counter("hongyan.dead.letters", "topic", "topic", "code", Poison.INVALID)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatKafkaNeverTakesFails() {
        answers.add(() -> Uni.createFrom().failure(new RecordTooLargeException("1 MB")));

        assertThatThrownBy(() -> deadLetters.send(List.of(POISON)).await().atMost(Duration.ofSeconds(20)))
                .isInstanceOf(RecordTooLargeException.class);
    }

    @SuppressWarnings("unchecked") // a proxy knows no type arguments
    private MutinyEmitter<ProducerRecord<String, byte[]>> emitter() {
        return (MutinyEmitter<ProducerRecord<String, byte[]>>) Proxy.newProxyInstance(
                MutinyEmitter.class.getClassLoader(),
                new Class<?>[] {MutinyEmitter.class},
                (proxy, method, arguments) -> answers.remove().get());
    }
}
