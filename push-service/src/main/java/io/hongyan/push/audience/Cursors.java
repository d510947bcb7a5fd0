package io.hongyan.push.audience;

/**
 * How far a user has come in a conversation.
 *
 * @param read everything up to here is read
 * @param seen everything up to here was confirmed by a device in the foreground
 */
public record Cursors(long read, long seen) {

    /** The further of both, for each cursor. */
    Cursors and(Cursors other) {
        return new Cursors(Math.max(read, other.read), Math.max(seen, other.seen));
    }
}
