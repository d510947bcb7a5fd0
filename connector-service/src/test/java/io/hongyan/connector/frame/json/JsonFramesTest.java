package io.hongyan.connector.frame.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.protobuf.ByteString;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Delivered;
import io.hongyan.proto.client.v1.RegisterPush;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.WebPushKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFramesTest {

    @Test
    void aFrameIsRead() {
        Decoded frame = JsonFrames.decode("{\"id\":3,\"delivered\":{\"conversationId\":\"d:a:b\",\"seq\":\"12\"}}");

        assertThat(frame)
                .isEqualTo(new Decoded.Known(ClientFrame.newBuilder()
                        .setId(3)
                        .setDelivered(Delivered.newBuilder()
                                .setConversationId("d:a:b")
                                .setSeq(12))
                        .build()));
    }

    /** As browsers write them: {@code subscription.toJSON().keys}, base64url without padding. */
    @Test
    void theKeysOfABrowserAreReadAsTheyAre() {
        Decoded frame = JsonFrames.decode("""
                {"id":3,"registerPush":{"provider":"PUSH_PROVIDER_WEB_PUSH","appId":"org.example.app",
                 "token":"https://push.example.net/p","webPush":{
                 "p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                 "auth":"BTBZMqHH6r4Tts7J_aSIgg"}}}
                """);

        assertThat(frame)
                .isEqualTo(new Decoded.Known(ClientFrame.newBuilder()
                        .setId(3)
                        .setRegisterPush(RegisterPush.newBuilder()
                                .setProvider(PushProvider.PUSH_PROVIDER_WEB_PUSH)
                                .setAppId("org.example.app")
                                .setToken("https://push.example.net/p")
                                .setWebPush(WebPushKeys.newBuilder()
                                        .setP256Dh(
                                                ByteString.fromHex(
                                                        "042571b2becdfde360551aaf1ed0f4cd366c11cebe555f89bcb7"
                                                                + "b186a53339173168ece2ebe018597bd30479b86e3c8f8eced577ca59187e9246990db682008b0e"))
                                        .setAuth(ByteString.fromHex("05305932a1c7eabe13b6cec9fda48882"))))
                        .build()));
    }

    @Test
    void unknownFieldsAreIgnored() {
        Decoded frame = JsonFrames.decode("{\"id\":3,\"ping\":{\"mood\":[1,{\"a\":1e99999999}]},\"extra\":1e99999999}");

        assertThat(frame).isEqualTo(JsonFrames.decode("{\"id\":3,\"ping\":{}}")).isInstanceOf(Decoded.Known.class);
    }

    @Test
    void aBodyOfANewerReleaseIsUnknown() {
        assertThat(JsonFrames.decode("{\"id\":3,\"dance\":{}}")).isEqualTo(new Decoded.Unknown(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{",
                "{\"id\":-1,\"ping\":{}}",
                "{\"id\":\"abc\",\"ping\":{}}",
                "{\"id\":4294967296,\"ping\":{}}",
                "{\"id\":{},\"ping\":{}}",
                "{\"id\":1.5,\"ping\":{}}",
                "{\"id\":1,\"ping\":5}",
                "{\"id\":1,\"ping\":[]}",
                "{\"id\":1,\"ping\":{},\"bye\":{}}",
                "{\"id\":1,\"read\":{\"seq\":true}}",
                "{\"id\":1,\"typing\":{\"typing\":\"yes\"}}",
                "{\"id\":1,\"hello\":{\"have\":{}}}",
                "{\"id\":1,\"send\":{\"content\":{\"custom\":{\"data\":\"*\"}}}}"
            })
    void wrongTypesAreMalformed(String text) {
        assertThat(JsonFrames.decode(text))
                .isEqualTo(Decoded.malformed("the text is not a ClientFrame in canonical Protobuf JSON"));
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        Decoded frame = JsonFrames.decode(ByteString.copyFrom(new byte[] {'{', '"', (byte) 0xc3, '"', '}'}));

        assertThat(frame).isEqualTo(Decoded.malformed("the text is not UTF-8"));
    }

    /** The parser of protobuf-java-util writes such a number out: 20 bytes held a processor for 55 seconds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1e99999999}",
                "{\"id\":\"1e99999999\"}",
                "{\"id\":1E+99999999}",
                "{\"id\":\"1\\u006599999999\"}",
                "{\"read\":{\"seq\":\"1e99999999\"}}",
                "{\"read\":{\"seq\":1e-99999999}}",
                "{\"hello\":{\"have\":[{\"seq\":1},{\"seq\":1e99999999}]}}",
                "{\"history\":{\"after_seq\":1e99999999}}",
                "{\"id\":1e99999999}}", // Protobuf stops reading before it could object
                "{\"id\":1e99999999,\"a\":1e9u\"}}"
            })
    void hugeExponentsCostNothing(String text) {
        Decoded frame = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> JsonFrames.decode(text));

        assertThat(frame).isEqualTo(Decoded.malformed("a number in the JSON is out of every range"));
    }

    @Test
    void longNumbersAndDeepNestingCostLittle() {
        String digits = "{\"id\":" + "9".repeat(60_000) + "}";
        String nested = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(JsonFrames.decode(digits)).isInstanceOf(Decoded.Broken.class);
            assertThat(JsonFrames.decode(nested)).isInstanceOf(Decoded.Broken.class);
        });
    }

    /** Protobuf wrote a question mark for it: the receiver read what nobody had said. */
    @Test
    void halfOfASurrogatePairIsMalformed() {
        assertThat(JsonFrames.decode("{\"id\":3,\"send\":{\"content\":{\"text\":\"\\ud83d\"}}}"))
                .isInstanceOf(Decoded.Broken.class);
        assertThat(JsonFrames.decode("{\"id\":3,\"send\":{\"content\":{\"text\":\"\\ud83d\\ude00\"}}}"))
                .isInstanceOf(Decoded.Known.class);
    }

    @Test
    void textThatLooksLikeAHugeNumberIsText() {
        Decoded frame = JsonFrames.decode("{\"id\":3,\"send\":{\"content\":{\"text\":\"1e99999999 \\u00e9\"}}}");

        assertThat(frame)
                .isEqualTo(new Decoded.Known(ClientFrame.newBuilder()
                        .setId(3)
                        .setSend(Send.newBuilder()
                                .setContent(Content.newBuilder().setText("1e99999999 é")))
                        .build()));
    }
}
