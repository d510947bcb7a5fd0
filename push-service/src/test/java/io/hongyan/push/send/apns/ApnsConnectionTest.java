package io.hongyan.push.send.apns;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.pushy.apns.ApnsClient;
import io.hongyan.push.testing.Alerts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApnsConnectionTest {

    private static final String PREFIX = "hongyan.push.apns";

    @TempDir
    Path directory;

    @Test
    void withoutAKeyTheSentenceNamesWhatIsMissing() {
        assertThatThrownBy(() -> open(Map.of()))
                .hasMessage("hongyan.push.apns.signing-key or hongyan.push.apns.certificate is needed, for"
                        + " hongyan.push.apns.trusted-certificate does not name a mock server.");
        assertThatThrownBy(() -> open(Map.of("hongyan.push.apns.signing-key", "key.p8")))
                .hasMessage("hongyan.push.apns.team-id is needed, for hongyan.push.apns.signing-key is set.");
    }

    @Test
    void aKeyThatCannotBeReadIsNamed() {
        var missing = Map.of(
                "hongyan.push.apns.signing-key", directory.resolve("none.p8").toString(),
                "hongyan.push.apns.team-id", "TEAM",
                "hongyan.push.apns.key-id", "KEY");

        assertThatThrownBy(() -> open(missing))
                .hasMessageStartingWith("Cannot set up APNs from hongyan.push.apns.signing-key")
                .hasMessageContaining("none.p8");
    }

    @Test
    void aCertificateThatIsNoneIsNamedAndItsPasswordIsNot() throws Exception {
        Path garbage = Files.writeString(directory.resolve("app.p12"), "garbage");
        Path password = Files.writeString(directory.resolve("password"), "open sesame");

        assertThatThrownBy(() -> open(Map.of(
                        "hongyan.push.apns.certificate", garbage.toString(),
                        "hongyan.push.apns.certificate-password", password.toString())))
                .hasMessageStartingWith("Cannot set up APNs from hongyan.push.apns.certificate,"
                        + " hongyan.push.apns.certificate-password and")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void keyAndCertificateTogetherAreOneTooMany() {
        assertThatThrownBy(() -> open(
                        Map.of("hongyan.push.apns.certificate", "app.p12", "hongyan.push.apns.signing-key", "key.p8")))
                .hasMessage("Of hongyan.push.apns.signing-key and hongyan.push.apns.certificate only one may be set.");
    }

    private static ApnsClient open(Map<String, String> properties) {
        return new ApnsConnection(PREFIX, Alerts.config(properties, ApnsConfig.class)).production();
    }
}
