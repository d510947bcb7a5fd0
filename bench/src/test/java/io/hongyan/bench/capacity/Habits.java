package io.hongyan.bench.capacity;

/**
 * What people do. Nobody measured this for you: put in your own.
 *
 * @param activeShare of all users, how many come on a day
 * @param messagesADay of each who comes
 * @param membersMore how many more than one get a message, on the average over all conversations
 * @param loginsADay of each who comes: an app that is opened, a network that changes
 * @param onlineShare of all users, how many are connected at the busiest moment
 * @param peak how many times the average the busiest moment is
 * @param headroom how many times what the busiest moment takes is there: a zone may fail, a release be slower
 */
record Habits(
        double activeShare,
        double messagesADay,
        double membersMore,
        double loginsADay,
        double onlineShare,
        double peak,
        double headroom) {

    /** A messenger among friends and colleagues. */
    static final Habits ASSUMED = new Habits(0.3, 40, 2, 10, 0.15, 3, 2);
}
