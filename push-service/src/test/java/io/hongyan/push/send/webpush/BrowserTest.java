package io.hongyan.push.send.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import io.hongyan.push.testing.Browser;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The browser that our tests decrypt with understands the RFCs' examples: so what it decrypts of ours is theirs too. */
class BrowserTest {

    /** <a href="https://www.rfc-editor.org/rfc/rfc8291#section-5">RFC 8291, 5</a>. */
    @Test
    void itDecryptsTheExampleOfRfc8291() {
        var browser = Browser.with(
                "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "BTBZMqHH6r4Tts7J_aSIgg");
        byte[] body = Base64.getUrlDecoder()
                .decode("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                        + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                        + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");

        assertThat(browser.decrypt(body)).isEqualTo("When I grow up, I want to be a watermelon");
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc8292#section-2.4">RFC 8292, 2.4</a>. */
    @Test
    void itBelievesTheExampleOfRfc8292AndNoForgery() {
        String key = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";
        String header = "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3"
                + "B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx"
                + "0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMl"
                + "MuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=" + key;

        assertThat(Browser.claims(header, key))
                .isEqualTo("{\"aud\":\"https://push.example.net\",\"exp\":1453523768,"
                        + "\"sub\":\"mailto:push@example.com\"}");
        assertThatThrownBy(() -> Browser.claims(header.replace("eyJhdWQi", "eyJhdWQj"), key))
                .hasMessage("the signature is wrong");
    }

    @Test
    void whatTheLibraryEncryptsIsForOneBrowserOnly() {
        var browser = Browser.subscribed();
        var library = new WebPush("mailto:push@example.com", VapidKeys.generate());

        byte[] body = library.getBody(
                "hello".getBytes(StandardCharsets.UTF_8),
                browser.keys().p256dh(),
                browser.keys().auth());

        assertThat(browser.decrypt(body)).isEqualTo("hello");
        assertThatThrownBy(() -> Browser.subscribed().decrypt(body)).hasMessage("not for this browser");
    }
}
