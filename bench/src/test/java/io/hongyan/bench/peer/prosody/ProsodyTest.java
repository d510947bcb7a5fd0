package io.hongyan.bench.peer.prosody;

import io.hongyan.bench.aim.Target;
import io.hongyan.bench.peer.PeerContract;
import io.hongyan.bench.peer.xmpp.XmppTarget;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class ProsodyTest extends PeerContract {

    @SuppressWarnings("NullAway.Init") // set by start, without which no test runs
    private Prosody server;

    @Override
    protected ThrowingCallable installation() {
        return Prosody::requireInstalled;
    }

    @Override
    protected Target start(Path state) {
        server = Prosody.start(state);
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
}
