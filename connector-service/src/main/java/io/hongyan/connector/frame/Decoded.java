package io.hongyan.connector.frame;

import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.error.v1.ErrorCode;

/** What the bytes of one frame turned out to be. */
public sealed interface Decoded {

    /** A frame with a body that we know. */
    record Known(ClientFrame frame) implements Decoded {}

    /** A frame without a body, or with one that only a newer release knows. */
    record Unknown(int id) implements Decoded {}

    /** Not a frame. On a stream nothing that follows can be read either. */
    record Broken(ErrorCode code, String sentence) implements Decoded {}

    /** Tells a known body from an unknown one. */
    static Decoded of(ClientFrame frame) {
        return frame.getBodyCase() == ClientFrame.BodyCase.BODY_NOT_SET ? new Unknown(frame.getId()) : new Known(frame);
    }

    /** Bytes, or a text, that cannot be read. */
    static Broken malformed(String sentence) {
        return new Broken(ErrorCode.ERROR_CODE_MALFORMED_FRAME, sentence);
    }

    /** A frame beyond the limit. */
    static Broken tooLarge(long bytes, int bytesMax) {
        return new Broken(
                ErrorCode.ERROR_CODE_FRAME_TOO_LARGE,
                "a frame may have " + bytesMax + " bytes, this one has " + bytes + " or more");
    }
}
