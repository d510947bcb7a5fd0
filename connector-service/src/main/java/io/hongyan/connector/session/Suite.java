package io.hongyan.connector.session;

import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import java.util.concurrent.CompletionStage;

/**
 * What a session asks of the rest of the suite, behind the connector: the log by Kafka, the queries by gRPC. Called on
 * event loops, never blocks. Answers may come on any thread.
 *
 * <p>Failures are {@link SuiteException}; anything else is a bug and is answered with INTERNAL.
 */
public interface Suite {

    /** Whether this connector can serve logins now, i.e. holds a slot. If not, they are refused with UNAVAILABLE. */
    boolean ready();

    /**
     * Brings a session into being, its token verified and the session in the {@link SessionRegistry}: announces it, waits
     * until it can be delivered to, and reads what changed beyond what the device has.
     *
     * @return the Welcome without what the socket knows better: session id, heartbeat and limits
     */
    CompletionStage<Welcome> login(LiveSession session, Hello hello);

    /**
     * Carries out a frame of a logged-in session, its size and rate checked: every kind but Hello and Bye. Reads nothing
     * else of the session's state than {@link LiveSession} shows.
     *
     * @return the answer without its id, or {@code ServerFrame.getDefaultInstance()} for frames that have none
     */
    CompletionStage<ServerFrame> handle(LiveSession session, ClientFrame frame);

    /** The session has ended, for whatever reason, and is no longer in the registry. Called once for each login. */
    void ended(LiveSession session);
}
