package io.hongyan.message.sequencer;

import java.time.Duration;

/**
 * How much is allowed.
 *
 * @param contentBytesMax the size of a message's content in its encoding
 * @param textCodePointsMax the length of a text
 * @param groupMembersMax how many a group may have
 * @param groupNameCodePointsMax the length of a group's name
 * @param recallWindow how long after it was sent a message can be taken back
 * @param editWindow how long after it was sent a message can be edited
 */
public record Limits(
        int contentBytesMax,
        int textCodePointsMax,
        int groupMembersMax,
        int groupNameCodePointsMax,
        Duration recallWindow,
        Duration editWindow) {

    /** How many users one command may add or remove: part of the contract. */
    public static final int USERS_PER_COMMAND_MAX = 100;

    /** How many reactions of one user a message may have: part of the contract. */
    public static final int REACTIONS_PER_USER_MAX = 20;
}
