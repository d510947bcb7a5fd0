package io.hongyan.connector.frame.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.proto.error.v1.ErrorCode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonFramesPropertyTest {

    /** Any bytes are a frame or malformed; nothing is thrown. */
    @Property(tries = 1000)
    void rubbishIsMalformed(@ForAll byte[] rubbish) {
        assertFrameOrMalformed(JsonFrames.decode(ByteString.copyFrom(rubbish)));
    }

    /** Texts put together from pieces of real frames are a frame, unknown or malformed; nothing is thrown. */
    @Property(tries = 2000)
    void whatIsNearlyAFrameIsOneOrMalformed(@ForAll("pieces") List<String> pieces) {
        assertFrameOrMalformed(JsonFrames.decode(String.join("", pieces)));
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"id\"",
                        "\"hello\"",
                        "\"have\"",
                        "\"seq\"",
                        "\"read\"",
                        "\"ping\"",
                        "\"platform\"",
                        "\"token\"",
                        "1",
                        "-1",
                        "1e9",
                        "1e9999",
                        "\"1e99999\"",
                        "null",
                        "true",
                        "\"",
                        "\\u",
                        "{\"id\":1,",
                        "{\"hello\":{",
                        "{\"read\":{\"seq\":",
                        "NaN",
                        "Infinity",
                        "\"custom\":{\"data\":\"AA=\"}")
                .list()
                .ofMaxSize(14);
    }

    private static void assertFrameOrMalformed(Decoded decoded) {
        if (decoded instanceof Decoded.Broken broken) {
            assertThat(broken.code()).isEqualTo(ErrorCode.ERROR_CODE_MALFORMED_FRAME);
        }
    }
}
