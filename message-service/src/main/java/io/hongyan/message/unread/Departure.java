package io.hongyan.message.unread;

import com.google.protobuf.ByteString;

/**
 * How a conversation looked to a member at the moment of leaving or of being removed, and looks from then on.
 *
 * @param seq the event of leaving: the last one the user sees
 * @param timeMs its time, in milliseconds since 1970 UTC
 * @param name the group's name then
 * @param memberCount how many members stayed
 * @param event the event of leaving, encoded
 */
public record Departure(long seq, long timeMs, String name, int memberCount, ByteString event) {}
