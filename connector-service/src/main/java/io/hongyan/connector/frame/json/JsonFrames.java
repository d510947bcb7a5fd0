package io.hongyan.connector.frame.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.json.ModestNumbers;

/** Frames in canonical Protobuf JSON: unknown fields are ignored, wrong types are not. */
public final class JsonFrames {

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private JsonFrames() {}

    /** What a text in UTF-8 is. Its length is to be checked before. */
    public static Decoded decode(ByteString utf8) {
        return utf8.isValidUtf8() ? decode(utf8.toStringUtf8()) : Decoded.malformed("the text is not UTF-8");
    }

    /** What a text is. Its length is to be checked before. */
    public static Decoded decode(String text) {
        if (!ModestNumbers.in(text, ClientFrame.getDescriptor())) {
            return Decoded.malformed("a number in the JSON is out of every range");
        }
        ClientFrame.Builder frame = ClientFrame.newBuilder();
        try {
            PARSER.merge(text, frame);
        } catch (InvalidProtocolBufferException e) {
            return Decoded.malformed("the text is not a ClientFrame in canonical Protobuf JSON");
        }
        ClientFrame built = frame.build();
        return isText(text, built)
                ? Decoded.of(built)
                : Decoded.malformed("a string in the JSON has half of a surrogate pair, which is no character");
    }

    /** Escapes can name what is no text. Protobuf would write a question mark for it, and nobody would have said that. */
    private static boolean isText(String json, ClientFrame frame) {
        if (!json.contains("\\u")) {
            return true; // nearly all: what was UTF-8 has no halves
        }
        try {
            return ClientFrame.parseFrom(frame.toByteString()).equals(frame);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a frame that was just written cannot be read", e);
        }
    }
}
