package io.hongyan.client.connection;

/**
 * What went over one connection so far: bytes as the socket saw them, with TLS and WebSocket, without TCP and IP.
 *
 * @param bytesUp written
 * @param bytesDown read
 * @param framesUp client frames written
 * @param framesDown server frames read
 */
public record Traffic(long bytesUp, long bytesDown, long framesUp, long framesDown) {

    /** What went over since an earlier look. */
    public Traffic since(Traffic earlier) {
        return new Traffic(
                bytesUp - earlier.bytesUp,
                bytesDown - earlier.bytesDown,
                framesUp - earlier.framesUp,
                framesDown - earlier.framesDown);
    }
}
