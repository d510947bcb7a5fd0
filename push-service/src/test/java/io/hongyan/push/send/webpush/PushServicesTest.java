package io.hongyan.push.send.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PushServicesTest {

    private final PushServices services =
            PushServices.of(List.of("fcm.googleapis.com", "*.Push.Apple.com", "localhost:8443"));

    @Test
    void anEndpointIsAllowedByItsHostAndPort() {
        assertThat(services.of("https://fcm.googleapis.com/fcm/send/abc")).contains("fcm.googleapis.com");
        assertThat(services.of("https://FCM.googleapis.com:443/fcm/send/abc")).contains("fcm.googleapis.com");
        assertThat(services.of("https://web.push.apple.com/Qabc")).contains("*.push.apple.com");
        assertThat(services.of("https://localhost:8443/p")).contains("localhost:8443");
    }

    /** Whoever may register a device must not have us post to where he likes. */
    @Test
    void allElseIsNot() {
        assertThat(List.of(
                        "http://fcm.googleapis.com/x",
                        "https://fcm.googleapis.com.example.com/x",
                        "https://fcm.googleapis.com@example.com/x",
                        "https://user@fcm.googleapis.com/x",
                        "https://fcm.googleapis.com:8443/x",
                        "https://push.apple.com/x",
                        "https://evilpush.apple.com/x",
                        "https://localhost/x",
                        "https://169.254.169.254/latest",
                        "https://[::1]/x",
                        "https:///x",
                        "https://a b/x",
                        ""))
                .allSatisfy(endpoint -> assertThat(services.of(endpoint)).isEmpty());
    }

    @Test
    void anEntryThatIsNoHostIsNamed() {
        assertThatThrownBy(() -> PushServices.of(List.of("https://fcm.googleapis.com")))
                .hasMessage("\"https://fcm.googleapis.com\" is no host, with *. before it for all below and a port"
                        + " behind it if it is not 443.");
    }
}
