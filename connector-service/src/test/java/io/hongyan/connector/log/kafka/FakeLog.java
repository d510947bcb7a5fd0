package io.hongyan.connector.log.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log that can be down, which a real broker shared by all tests cannot. */
@Vetoed // or it would be a bean, like what it stands for
public class FakeLog extends LogWriter {

    private final List<ProducerRecord<String, byte[]>> written = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    public FakeLog() {
        super(FakeLog::unused, () -> true, () -> {}, new SimpleMeterRegistry());
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    public List<ProducerRecord<String, byte[]>> written() {
        return written;
    }

    @Override
    public Uni<Void> write(ProducerRecord<String, byte[]> record) {
        return Uni.createFrom().deferred(() -> {
            if (down) {
                return Uni.createFrom().failure(new IllegalStateException("down"));
            }
            written.add(record);
            return Uni.createFrom().voidItem();
        });
    }

    private static Uni<Void> unused(ProducerRecord<String, byte[]> record) {
        throw new UnsupportedOperationException(record.topic());
    }
}
