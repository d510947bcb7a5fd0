package io.hongyan.message.router;

import io.hongyan.proto.client.v1.ServerFrame;
import java.util.Set;

/**
 * One frame for all sessions of some users.
 *
 * @param users whose sessions
 * @param exceptSession the one session that does not get it; empty if all do
 * @param frame what they get
 * @param ephemeral whether it may be dropped for a slow reader
 * @param conversationId where it belongs
 * @param seq the event's; 0 if none
 */
public record Parcel(
        Set<String> users,
        String exceptSession,
        ServerFrame frame,
        boolean ephemeral,
        String conversationId,
        long seq) {

    public Parcel {
        users = Set.copyOf(users);
    }
}
