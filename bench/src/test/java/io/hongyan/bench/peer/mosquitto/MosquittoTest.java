package io.hongyan.bench.peer.mosquitto;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.bench.aim.Target;
import io.hongyan.bench.peer.PeerContract;
import io.hongyan.bench.peer.mqtt.MqttTarget;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MosquittoTest extends PeerContract {

    @Override
    protected ThrowingCallable installation() {
        return Mosquitto::requireInstalled;
    }

    @Override
    protected Target start(Path state) {
        return new MqttTarget(Mosquitto.start(state));
    }

    @Override
    protected long archived() {
        return 0;
    }

    @Override
    protected int rowsPerMessage() {
        return 0;
    }

    @Test
    void itDropsNothingAndListensOnTheLoopbackAddressOnly() {
        assertThat(Mosquitto.configuration(11_883, "somebody", Path.of("/data/of/it"))
                        .lines())
                .contains(
                        "listener 11883 127.0.0.1",
                        "user somebody",
                        "max_queued_messages 0",
                        "persistence_location /data/of/it/");
    }
}
