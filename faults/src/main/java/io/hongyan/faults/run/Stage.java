package io.hongyan.faults.run;

import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Transport;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.launcher.phone.PhoneScreens;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Suite;
import io.hongyan.launcher.process.SuitePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** A suite of its own for a run: on free ports, with its data in a temporary folder. */
final class Stage implements AutoCloseable {

    private final Suite suite;
    private final PhoneScreens screens;
    private boolean open = true;

    private Stage(Suite suite, PhoneScreens screens) {
        this.suite = suite;
        this.screens = screens;
    }

    /** A stage on which nothing runs yet. */
    static Stage prepare(Path project) {
        try {
            Path state = Files.createTempDirectory("hongyan-faults-");
            Layout layout = new Layout(project, state, SuitePorts.free());
            var screens = new PhoneScreens(layout.apns(), layout.ports().apns(), layout.notifications(), line -> {});
            // Short times where quiet would have to be waited for; everything else as in `./hongyan up`.
            var suite = new Suite(
                    layout,
                    Map.of(
                            "hongyan.connector.heartbeat.interval-min",
                            Crowd.HEARTBEAT.toSeconds() + "s",
                            "hongyan.presence.slot.lease",
                            "4s"));
            return new Stage(suite, screens);
        } catch (IOException e) {
            throw new UncheckedIOException("There is no temporary folder.", e);
        }
    }

    Suite suite() {
        return suite;
    }

    Path state() {
        return suite.layout().state();
    }

    ServerAddress address() {
        return new ServerAddress(
                Transport.TCP, "localhost", suite.layout().ports().tcp());
    }

    /** Where back ends send to. */
    URI sendApi() {
        return URI.create("http://localhost:%d/v1/messages"
                .formatted(suite.layout().ports().message()));
    }

    TokenIssuer issuer() {
        return TokenIssuer.at(suite.layout().jwks(), InstantSource.system());
    }

    /** Ends all processes; safe on any thread, and more than once. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            // A process that stands still cannot end by itself, and would be waited for.
            suite.processes().forEach(process -> {
                if (process.isAlive()) {
                    process.resume();
                }
            });
            suite.close();
            screens.close();
        }
    }

    /** Removes data and logs. */
    void remove() {
        try {
            suite.layout().remove();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s cannot be removed.".formatted(state()), e);
        }
    }
}
