package io.hongyan.history.media;

/** What becomes of bytes that are sent to an upload. An upload grows at its end only: what is there is never written again. */
public sealed interface Receiving {

    /** They follow what is there. At most so many are taken. */
    record Taken(long offset, long bytesMax) implements Receiving {}

    /** All bytes are there already. */
    record Complete() implements Receiving {}

    /** They do not follow what is there: whoever sends has to look how much that is. */
    record Elsewhere() implements Receiving {}

    /** They are more than were announced. */
    record TooMany() implements Receiving {}

    /**
     * Decides.
     *
     * @param sizeBytes how many bytes were announced
     * @param received how many are there
     * @param offset where those that are sent begin
     * @param length how many are sent; -1 if that is not said
     */
    static Receiving decide(long sizeBytes, long received, long offset, long length) {
        if (received >= sizeBytes) {
            return new Complete();
        }
        if (offset != received) {
            return new Elsewhere();
        }
        long room = sizeBytes - received;
        return length > room ? new TooMany() : new Taken(offset, room);
    }
}
