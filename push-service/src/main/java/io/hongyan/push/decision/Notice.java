package io.hongyan.push.decision;

/**
 * What there is to say about a message.
 *
 * @param senderId who sent it
 * @param groupName the group's name now; empty for two people
 * @param body what it says, as far as an alert can show it; may be empty
 */
public record Notice(String senderId, String groupName, String body) {

    /** Leaves out what people say to each other: it stays out of logs. */
    @Override
    public String toString() {
        return "Notice[senderId=" + senderId + "]";
    }
}
