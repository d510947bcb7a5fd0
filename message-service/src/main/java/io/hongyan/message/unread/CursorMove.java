package io.hongyan.message.unread;

import com.google.protobuf.ByteString;

/**
 * The record that moved a read cursor last.
 *
 * @param partition of {@code hongyan.events.v1}
 * @param offset there
 * @param event what it says, encoded
 */
public record CursorMove(int partition, long offset, ByteString event) {

    static CursorMove by(Recorded record) {
        return new CursorMove(
                record.partition(), record.offset(), record.event().toByteString());
    }
}
