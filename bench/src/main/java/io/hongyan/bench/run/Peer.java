package io.hongyan.bench.run;

import io.hongyan.bench.aim.Target;
import io.hongyan.bench.peer.ejabberd.Ejabberd;
import io.hongyan.bench.peer.mosquitto.Mosquitto;
import io.hongyan.bench.peer.mqtt.MqttTarget;
import io.hongyan.bench.peer.prosody.Prosody;
import io.hongyan.bench.peer.xmpp.XmppTarget;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The servers that the suite can be compared with. */
enum Peer {
    EJABBERD,
    PROSODY,
    MOSQUITTO;

    /**
     * The one of a name.
     *
     * @throws IllegalArgumentException that names those there are
     */
    static Peer of(String name) {
        return Arrays.stream(values())
                .filter(peer -> peer.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--vs knows %s, not %s."
                        .formatted(
                                String.join(
                                        ", ",
                                        Arrays.stream(values()).map(Peer::word).toList()),
                                name)));
    }

    /** Its name, as it is written. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Fails with a sentence that says which package to install, if it is not there. */
    void requireInstalled() {
        switch (this) {
            case EJABBERD -> Ejabberd.requireInstalled();
            case PROSODY -> Prosody.requireInstalled();
            case MOSQUITTO -> Mosquitto.requireInstalled();
        }
    }

    /**
     * Starts it.
     *
     * @param state the suite's folder
     * @param acknowledgements whether who writes is to be told that a message was taken, where that can be chosen
     */
    Target start(Path state, boolean acknowledgements) {
        return switch (this) {
            case EJABBERD -> new XmppTarget(Ejabberd.start(state), acknowledgements);
            case PROSODY -> new XmppTarget(Prosody.start(state), acknowledgements);
            case MOSQUITTO -> new MqttTarget(Mosquitto.start(state));
        };
    }
}
