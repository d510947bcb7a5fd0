package io.hongyan.faults.schedule;

/** What people do beyond writing, reading and coming and going: to groups, settings and devices. */
public sealed interface Deed extends Act.ByUser {

    /** Makes a user a member of a group, by the one who created it. */
    record Add(Device device, Room room, String user) implements Deed {}

    /** Makes a user of a group a member no longer, by the one who created it. */
    record Remove(Device device, Room room, String user) implements Deed {}

    /** The user leaves a group; never the one who created it. */
    record Quit(Device device, Room room) implements Deed {}

    /** Mutes a room, or no longer. */
    record Mute(Device device, Room room, boolean on) implements Deed {}

    /** Blocks the other one of two, or no longer. */
    record Block(Device device, Room room, boolean on) implements Deed {}

    /** The app goes to the background, or comes from there. */
    record Background(Device device, boolean on) implements Deed {}

    /**
     * The app crashes the moment it sends a message: without a goodbye, and perhaps before anything left the device. It
     * is opened again by {@link Act.Return}.
     *
     * @param message as in {@link Act.Send}
     */
    record Crash(Device device, Room room, int message) implements Deed {}

    /**
     * A back end sends a message in the user's name.
     *
     * @param device some device of the user, which has nothing to do with it
     * @param message as in {@link Act.Send}
     * @param silent whether it is not to raise unread counts
     */
    record ByBackEnd(Device device, Room room, int message, boolean silent) implements Deed {}

    /** The user gets a new device, which knows nothing yet. */
    record NewDevice(Device device) implements Deed {}

    /** Closes the app until the quiet point: to be alerted of everything meanwhile, if the user has no other device. */
    record Sleep(Device device) implements Deed {}
}
