package io.hongyan.bench.peer.xmpp;

/**
 * A login, from an open socket to a device that is there: SASL PLAIN, a resource, acknowledgements if wanted, presence. No roster is
 * asked for and nothing is fetched, so that it is the shortest that works. Pure.
 */
final class Login {

    private static final String OPEN = "<?xml version='1.0'?><stream:stream to='" + Identity.DOMAIN
            + "' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

    private Login() {}

    /** What is waited for. */
    enum Phase {
        FEATURES,
        SUCCESS,
        FEATURES_AGAIN,
        RESOURCE,
        ENABLED,
        PRESENCE,
        IN,
        REFUSED
    }

    /**
     * What follows.
     *
     * @param say to the server; empty for nothing
     * @param anew whether the server begins a new XML document after this
     */
    record Step(Phase next, String say, boolean anew) {}

    /** The first words. */
    static String open() {
        return OPEN;
    }

    /** The server sent an element during the login. */
    static Step on(Phase phase, Element element, Identity who) {
        if (element.name().equals("error") || element.name().equals("failure") || isError(element)) {
            return new Step(Phase.REFUSED, "", false);
        }
        return switch (phase) {
            case FEATURES ->
                element.name().equals("features")
                        ? say(
                                Phase.SUCCESS,
                                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + who.secret()
                                        + "</auth>")
                        : wait(phase);
            case SUCCESS -> element.name().equals("success") ? new Step(Phase.FEATURES_AGAIN, OPEN, true) : wait(phase);
            case FEATURES_AGAIN ->
                element.name().equals("features")
                        ? say(
                                Phase.RESOURCE,
                                "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                                        + "<resource>bench</resource></bind></iq>")
                        : wait(phase);
            case RESOURCE ->
                !element.name().equals("iq")
                        ? wait(phase)
                        : who.streamManagement()
                                ? say(Phase.ENABLED, "<enable xmlns='urn:xmpp:sm:3'/>")
                                : say(Phase.PRESENCE, presence(who));
            case ENABLED -> element.name().equals("enabled") ? say(Phase.PRESENCE, presence(who)) : wait(phase);
            case PRESENCE -> element.name().equals("presence") ? say(Phase.IN, "") : wait(phase);
            case IN, REFUSED -> wait(phase);
        };
    }

    private static boolean isError(Element element) {
        return element.isStanza() && element.attribute("type").equals("error");
    }

    private static Step say(Phase next, String words) {
        return new Step(next, words, false);
    }

    private static Step wait(Phase phase) {
        return new Step(phase, "", false);
    }

    private static String presence(Identity who) {
        return who.priority() == 0 ? "<presence/>" : "<presence><priority>" + who.priority() + "</priority></presence>";
    }
}
