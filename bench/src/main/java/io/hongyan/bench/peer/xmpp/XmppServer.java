package io.hongyan.bench.peer.xmpp;

import io.hongyan.bench.Costs;
import java.util.List;

/** A server of XMPP that was started for one run. It listens on the loopback address without TLS, and is {@link Identity#DOMAIN}. */
public interface XmppServer extends AutoCloseable {

    /** What it is called. */
    String name();

    /** What it runs with, in sentences. */
    String statement();

    /** Where it listens. */
    int port();

    /** The domain that its rooms are in. */
    String rooms();

    /** Makes users, whose password is {@link Identity#PASSWORD}. */
    void register(List<String> users);

    /** What its processes, and those of its archive, have consumed until now. */
    Costs costs();

    /** Ends it. */
    @Override
    void close();
}
