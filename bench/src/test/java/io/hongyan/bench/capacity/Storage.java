package io.hongyan.bench.capacity;

/** What a message takes on disks, measured as docs/capacity.md says. */
final class Storage {

    /** Bytes of the event log for a message of 100 characters between two people, its receipts included. */
    static final double LOG_BYTES = 728;

    /** Bytes of the databases for it: the archive and the counts, indexes included. Decisions about alerts go after a day. */
    static final double DATABASE_BYTES = 944;

    static final double GIGABYTE = 1e9;

    private Storage() {}
}
