package io.hongyan.faults.schedule;

/** Something that a person does, or that is done to a service. */
public sealed interface Act permits Act.ByUser, Fault, Fault.Relief {

    /**
     * What people do: send messages, take them back, come and go here; what they do to messages that are there in {@link
     * Afterthought}, to everything else in {@link Deed}.
     */
    sealed interface ByUser extends Act permits Send, Resend, Read, Recall, Drop, Leave, Return, Deed, Afterthought {

        /** On what. */
        Device device();
    }

    /**
     * Sends a message.
     *
     * @param message its number in the schedule, from 0, unique
     * @param cut whether the connection is lost the moment it is sent, so that the app must send it again
     */
    record Send(Device device, Room room, int message, boolean cut) implements ByUser {}

    /** Sends a message of the same user again, as an app does that is not sure whether it arrived. */
    record Resend(Device device, int message) implements ByUser {}

    /** Reads everything that the device shows of a room. */
    record Read(Device device, Room room) implements ByUser {}

    /** Takes a message of the same user back; each at most once. */
    record Recall(Device device, int message) implements ByUser {}

    /** Loses the connection, and gets it back at once. */
    record Drop(Device device) implements ByUser {}

    /** Closes the app. */
    record Leave(Device device) implements ByUser {}

    /** Opens the app again, with what it had stored. */
    record Return(Device device) implements ByUser {}
}
