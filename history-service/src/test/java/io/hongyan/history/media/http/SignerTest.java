package io.hongyan.history.media.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.history.media.Link;
import io.hongyan.history.media.Link.Purpose;
import org.junit.jupiter.api.Test;

class SignerTest {

    private static final Link LINK = new Link(Purpose.DOWNLOAD, "0123456789abcdefghjkmnpqrs", 17);

    private final Signer signer = new Signer("k".repeat(32));

    @Test
    void whoeverHasTheKeyKnowsTheSignature() {
        String signature = signer.sign(LINK);

        assertThat(signature).matches("[A-Za-z0-9_-]{43}");
        assertThat(new Signer("k".repeat(32)).isSigned(LINK, signature)).isTrue();
        assertThat(new Signer("l".repeat(32)).isSigned(LINK, signature)).isFalse();
    }

    @Test
    void aSignatureIsForOneLink() {
        String signature = signer.sign(LINK);

        assertThat(signer.isSigned(new Link(Purpose.UPLOAD, LINK.mediaId(), 17), signature))
                .isFalse();
        assertThat(signer.isSigned(new Link(Purpose.DOWNLOAD, LINK.mediaId(), 18), signature))
                .isFalse();
        assertThat(signer.isSigned(
                        new Link(Purpose.DOWNLOAD, "1" + LINK.mediaId().substring(1), 17), signature))
                .isFalse();
        assertThat(signer.isSigned(LINK, signature + "=")).isFalse();
        assertThat(signer.isSigned(LINK, "")).isFalse();
        assertThat(signer.isSigned(LINK, null)).isFalse();
    }

    @Test
    void aShortKeyIsRefusedWithoutBeingTold() {
        assertThatThrownBy(() -> new Signer("secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hongyan.history.media.key")
                .hasMessageNotContaining("secret");
    }
}
