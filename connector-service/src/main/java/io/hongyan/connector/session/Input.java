package io.hongyan.connector.session;

import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.error.v1.ErrorCode;
import java.time.Instant;

/** What can happen to a connection. */
public sealed interface Input {

    /** A frame came, and the rates allow it. */
    record Frame(ClientFrame frame) implements Input {}

    /** A frame came that this release does not know. */
    record UnknownFrame(int id) implements Input {}

    /** A frame came that the rates do not allow. */
    record FrameBeyondRate(int id, int retryAfterMillis) implements Input {}

    /** Frames beyond the rate keep coming. */
    record Flood() implements Input {}

    /** Something came that is no frame. */
    record Broken(ErrorCode code, String sentence) implements Input {}

    /** Something came that says no more than that the client is there. */
    record Heard() implements Input {}

    /** The suite answered Hello; the token holds so long. */
    record LoggedIn(Welcome welcome, Instant expires) implements Input {}

    /** Hello is refused. */
    record LoginRefused(Error why) implements Input {}

    /** The rest of the connector wants the connection closed. */
    record CloseRequest(Error why) implements Input {}

    /** Time has passed. */
    record Tick() implements Input {}

    /** The socket is closed, from whichever side. */
    record Gone() implements Input {}
}
