package io.hongyan.bench.peer.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.bench.peer.xmpp.Login.Phase;
import io.hongyan.bench.peer.xmpp.Login.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginTest {

    private static final Identity PLAIN = new Identity("alice", false, 0);
    private static final Identity ACKNOWLEDGED = new Identity("alice", true, -1);

    @Test
    void itGoesFromFeaturesToPresence() {
        assertThat(phases(PLAIN, "stream", "features", "success", "stream", "features", "iq", "presence"))
                .containsExactly(
                        Phase.FEATURES,
                        Phase.SUCCESS,
                        Phase.FEATURES_AGAIN,
                        Phase.FEATURES_AGAIN,
                        Phase.RESOURCE,
                        Phase.PRESENCE,
                        Phase.IN);
    }

    @Test
    void whoWantsAcknowledgementsAsksForThemBeforeBeingThere() {
        Step enable = Login.on(Phase.RESOURCE, element("iq"), ACKNOWLEDGED);
        Step there = Login.on(enable.next(), element("enabled"), ACKNOWLEDGED);

        assertThat(enable).isEqualTo(new Step(Phase.ENABLED, "<enable xmlns='urn:xmpp:sm:3'/>", false));
        assertThat(there).isEqualTo(new Step(Phase.PRESENCE, "<presence><priority>-1</priority></presence>", false));
    }

    @Test
    void nameAndPasswordGoWithNulls() {
        assertThat(Login.on(Phase.FEATURES, element("features"), PLAIN).say())
                .contains("mechanism='PLAIN'>AGFsaWNlAGJlbmNoLXNlY3JldA==<");
    }

    @Test
    void afterSuccessTheServerBeginsANewDocument() {
        assertThat(Login.on(Phase.SUCCESS, element("success"), PLAIN))
                .isEqualTo(new Step(Phase.FEATURES_AGAIN, Login.open(), true));
    }

    @Test
    void whoeverIsRefusedStaysOut() {
        assertThat(Login.on(Phase.SUCCESS, element("failure"), PLAIN).next()).isEqualTo(Phase.REFUSED);
        assertThat(Login.on(Phase.FEATURES, element("error"), PLAIN).next()).isEqualTo(Phase.REFUSED);
        var conflict = new Element("iq", "", Map.of("type", "error"), List.of(), "");
        assertThat(Login.on(Phase.RESOURCE, conflict, PLAIN).next()).isEqualTo(Phase.REFUSED);
    }

    private static List<Phase> phases(Identity who, String... names) {
        Phase phase = Phase.FEATURES;
        List<Phase> phases = new ArrayList<>();
        for (String name : names) {
            phase = Login.on(phase, element(name), who).next();
            phases.add(phase);
        }
        return phases;
    }

    private static Element element(String name) {
        return new Element(name, "", Map.of(), List.of(), "");
    }
}
