package io.hongyan.connector.session;

import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.proto.client.v1.Error;
import java.time.Instant;

/**
 * A session with an open socket, as the rest of the connector sees it. Every method may be called on any thread, returns
 * at once, and does nothing once the session has ended.
 */
public interface LiveSession {

    /** Who it is. */
    Identity identity();

    /** When the token was issued that it came in with; {@link Instant#MIN} where that does not say. */
    Instant tokenIssued();

    /** Whether the app is in the background, as it last said. */
    boolean background();

    /**
     * Queues a frame for the socket, in the order of the calls. If the client does not read and its queue is full, an
     * ephemeral frame is dropped, and any other one ends the session with SLOW_READER.
     */
    void deliver(SharedFrame frame, boolean ephemeral);

    /** Says why, then closes the socket. */
    void close(Error why);

    /** Asks the client to connect again elsewhere (GoAway), {@code reconnectAfterMillis} from now. */
    void goAway(int reconnectAfterMillis);
}
