package io.hongyan.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.launcher.LauncherException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuitePortsTest {

    @Test
    void freePortsAreFreeAndAllDifferent() {
        SuitePorts ports = SuitePorts.free();

        ports.requireFree();

        assertThat(List.of(
                        ports.tcp(),
                        ports.tls(),
                        ports.webSocket(),
                        ports.webSocketTls(),
                        ports.connector(),
                        ports.message(),
                        ports.presence(),
                        ports.history(),
                        ports.push(),
                        ports.messageGrpc(),
                        ports.presenceGrpc(),
                        ports.historyGrpc(),
                        ports.pushGrpc(),
                        ports.kafka(),
                        ports.postgres(),
                        ports.redis(),
                        ports.apns(),
                        ports.page()))
                .doesNotHaveDuplicates();
    }

    @Test
    void serversOfOthersAreReachedWhereTheyAre() {
        SuitePorts own = SuitePorts.free();
        SuitePorts others = SuitePorts.free();

        SuitePorts both = own.withServersOf(others);

        assertThat(List.of(both.kafka(), both.postgres(), both.redis()))
                .containsExactly(others.kafka(), others.postgres(), others.redis());
        assertThat(List.of(both.tcp(), both.messageGrpc(), both.push(), both.apns()))
                .containsExactly(own.tcp(), own.messageGrpc(), own.push(), own.apns());
    }

    @Test
    void aTakenPortIsNamedWithWhatToDo() throws Exception {
        SuitePorts ports = SuitePorts.free();
        try (var taken = new ServerSocket(ports.history(), 1, InetAddress.getLoopbackAddress())) {

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("Port %d, wanted for history-service, is in use", taken.getLocalPort())
                    .hasMessageContaining("./hongyan down");
        }
    }
}
