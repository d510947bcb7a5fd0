package io.hongyan.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedApnsTest {

    private static final SimpleApnsPushNotification HELLO =
            new SimpleApnsPushNotification("abc123", "io.hongyan.app", "{\"aps\":{\"badge\":3}}");

    @TempDir
    Path directory;

    private final Queue<ApnsNotification> received = new ConcurrentLinkedQueue<>();

    @Test
    void notificationReachesTheListenerOverTls() throws Exception {
        try (var apns = EmbeddedApns.start(new EmbeddedApns.Settings(directory, 0), received::add)) {
            ApnsClient client = client(apns);

            var answer = client.sendNotification(HELLO).get();

            client.close().join();
            assertThat(answer.isAccepted()).isTrue();
            assertThat(received).singleElement().satisfies(notification -> {
                assertThat(notification.token()).isEqualTo("abc123");
                assertThat(notification.topic()).isEqualTo("io.hongyan.app");
                assertThat(notification.payload()).contains("\"badge\":3");
            });
        }
    }

    @Test
    void rejectionCarriesTheReasonAskedFor() throws Exception {
        var settings = new EmbeddedApns.Settings(directory, 0);
        try (var apns = EmbeddedApns.start(settings, received::add, n -> Optional.of(RejectionReason.UNREGISTERED))) {
            ApnsClient client = client(apns);

            var answer = client.sendNotification(HELLO).get();

            client.close().join();
            assertThat(answer.getRejectionReason()).contains("Unregistered");
            assertThat(received).isEmpty();
        }
    }

    private static ApnsClient client(EmbeddedApns apns) throws Exception {
        var keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        var key = new ApnsSigningKey(
                "key", "team", (ECPrivateKey) keys.generateKeyPair().getPrivate());
        return new ApnsClientBuilder()
                .setApnsServer("localhost", apns.port())
                .setTrustedServerCertificateChain(apns.certificateFile().toFile())
                .setSigningKey(key)
                .build();
    }
}
