package io.hongyan.faults.oracle;

/** What is known of one number of a conversation. */
final class Slot {

    private Entry entry;
    private final String source;
    private int archivedAtLook;

    Slot(Entry entry, String source) {
        this.entry = entry;
        this.source = source;
    }

    /** The event; a message or an edit with its content if anybody was told that. */
    Entry entry() {
        return entry;
    }

    /** Whoever was told it first. */
    String source() {
        return source;
    }

    /** Somebody was told its content, and it was known only without. */
    void fill(Entry said) {
        entry = said;
    }

    /** The archive answered with it, at the look with this number. */
    void archived(int look) {
        archivedAtLook = look;
    }

    int archivedAtLook() {
        return archivedAtLook;
    }
}
