package io.hongyan.faults.schedule;

/** What people do to messages that are there: they edit them, react to them, and answer them. */
public sealed interface Afterthought extends Act.ByUser {

    /** What becomes of the connection meanwhile. */
    enum Line {
        /** Nothing. */
        HOLDS,
        /** It was lost a moment before: what is done waits on the device. */
        LOST_BEFORE,
        /** It is lost the moment it is done, so that the app must do it again. */
        LOST_AFTER
    }

    /**
     * Edits a message, mostly of the same user; another's must not be changed.
     *
     * @param message as in {@link Act.Send}
     * @param edit its number in the schedule, from 0, unique
     */
    record Edit(Device device, int message, int edit, Line line) implements Afterthought {}

    /** Sends an edit by the same user again, whatever that user has made of the message since. */
    record EditAgain(Device device, int edit) implements Afterthought {}

    /** Reacts to a message, or takes the reaction away. */
    record React(Device device, int message, String emoji, boolean present) implements Afterthought {}

    /**
     * Answers a message.
     *
     * @param answer the number of the message that is sent
     * @param message the number of the one that it answers
     */
    record Answer(Device device, int answer, int message) implements Afterthought {}
}
