package io.hongyan.history.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The beginning of a photo whose camera was held in some way. */
public final class TurnedPhoto {

    private TurnedPhoto() {}

    /** A JPEG that says nothing but how its camera was held, behind a segment of another kind. */
    public static byte[] jpeg(ByteOrder order, int orientation) {
        ByteBuffer bytes = ByteBuffer.allocate(60);
        bytes.putShort((short) 0xFFD8)
                .putShort((short) 0xFFE0)
                .putShort((short) 4)
                .putShort((short) 0);
        bytes.putShort((short) 0xFFE1).putShort((short) 34);
        bytes.put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        bytes.order(order);
        bytes.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
        bytes.putShort((short) 42).putInt(8).putShort((short) 1);
        bytes.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        bytes.putInt(0);
        return bytes.array();
    }
}
