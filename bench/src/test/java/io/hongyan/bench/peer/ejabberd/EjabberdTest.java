package io.hongyan.bench.peer.ejabberd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.bench.aim.Target;
import io.hongyan.bench.chat.ChatLoad;
import io.hongyan.bench.peer.PeerContract;
import io.hongyan.bench.peer.xmpp.XmppTarget;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EjabberdTest extends PeerContract {

    @SuppressWarnings("NullAway.Init") // set by start, without which no test runs
    private Ejabberd server;

    @Override
    protected ThrowingCallable installation() {
        return Ejabberd::requireInstalled;
    }

    @Override
    protected Target start(Path state) {
        server = Ejabberd.start(state);
        return new XmppTarget(server, false);
    }

    @Override
    protected long archived() {
        return server.archived();
    }

    @Override
    protected int rowsPerMessage() {
        return 2;
    }

    @Test
    void whoAsksIsToldThatAMessageWasTaken() {
        var acknowledging = new XmppTarget(server, true);

        assertThat(ChatLoad.run(arguments("--rate 50 --seconds 1 --warm-up 0 --pairs 2"), acknowledging, report()))
                .isZero();

        assertThat(report().told()
                        .getFieldsOrThrow("send_to_ack")
                        .getStructValue()
                        .getFieldsOrThrow("count")
                        .getNumberValue())
                .isEqualTo(50);
    }

    @Test
    void itsProcessesAndItsArchivesAreCounted() {
        assertThat(server.costs().processes().keySet()).containsExactlyInAnyOrder("ejabberd", "postgres");
        assertThat(server.costs().processes().values()).allMatch(usage -> usage.residentKilobytes() > 10_000);
    }
}
