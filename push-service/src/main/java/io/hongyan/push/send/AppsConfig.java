package io.hongyan.push.send;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** The apps of this deployment, by the id with which their devices register, and who carries their alerts. */
@ConfigMapping(prefix = "hongyan.push.apps")
public interface AppsConfig {

    /** By app id: for APNs the bundle id. */
    @WithParentName
    Map<String, App> byId();

    /** One app: any of the providers, each with credentials of its own. */
    interface App {

        /**
         * How many alerts each instance hands to this app's providers in a second, all of them together; without it {@code
         * hongyan.push.provider.app-per-second-max}.
         */
        Optional<@Min(1) @Max(1_000_000) Integer> perSecondMax();

        /** Apple's push service. */
        Optional<Apns> apns();

        /** Firebase Cloud Messaging. */
        Optional<Fcm> fcm();

        /** Browsers. */
        Optional<WebPush> webPush();

        /** An address of the operator's. */
        Optional<Hook> hook();
    }

    /** How Apple's push service is reached. */
    interface Apns {

        /** The server for tokens of the App Store's builds and TestFlight's: Apple's, or a mock. */
        @WithDefault("api.push.apple.com")
        String host();

        /** The server's port. */
        @WithDefault("443")
        @Min(1)
        @Max(65535)
        int port();

        /** The server for tokens of development builds. Without it Apple's, or the mock that {@link #host} names. */
        Optional<String> sandboxHost();

        /** That server's port; without it {@link #port}. */
        Optional<@Min(1) @Max(65535) Integer> sandboxPort();

        /** A PEM file with the certificate that the server must have. For a mock; without it the public authorities count. */
        Optional<Path> trustedCertificate();

        /** The signing key, a .p8 file as Apple gives it. */
        Optional<Path> signingKey();

        /** The team of the signing key, 10 characters. */
        Optional<String> teamId();

        /** The id of the signing key, 10 characters. */
        Optional<String> keyId();

        /** The app's certificate with its key, a .p12 file; instead of a signing key. */
        Optional<Path> certificate();

        /** A file with the password of that file; without it the password is empty. */
        Optional<Path> certificatePassword();

        /** How many connections to keep. Each carries about a thousand alerts at once. */
        @WithDefault("1")
        @Min(1)
        @Max(32)
        int connections();

        /** How long a connection may be silent before it is asked for a sign of life. */
        @WithDefault("1m")
        @DurationMin(seconds = 1)
        Duration idlePing();

        /** How long an answer may take. */
        @WithDefault("10s")
        @DurationMin(millis = 100)
        Duration timeout();

        /** Whether the app may change alerts before they are shown ({@code mutable-content}). */
        @WithDefault("false")
        boolean mutableContent();
    }

    /** How Firebase Cloud Messaging is reached. */
    interface Fcm {

        /** The service account's key, a JSON file as Google gives it: it names the project and where tokens come from. */
        Path serviceAccount();

        /** The server: Google's, or a mock. */
        @WithDefault("https://fcm.googleapis.com")
        URI url();

        /** A PEM file with the certificate that the servers must have. For mocks. */
        Optional<Path> trustedCertificate();

        /** Whether the phone's system shows alerts by itself, or hands them to the app. */
        @WithDefault("notification")
        Message message();

        /** How long an answer may take, that of the token endpoint included. */
        @WithDefault("10s")
        @DurationMin(millis = 100)
        Duration timeout();

        /** The kinds of messages. */
        enum Message {
            /** Shown by the phone's system. */
            NOTIFICATION,
            /** Handed to the app, which shows it. */
            DATA
        }
    }

    /** How browsers are reached. */
    interface WebPush {

        /** The VAPID keys: a file with two lines, the public and the private key, base64url of the raw bytes. */
        Path vapidKeys();

        /** Whom push services may write to: {@code mailto:} or {@code https://}. */
        String subject();

        /** The push services that subscriptions may name: hosts, {@code *.} for all below, with a port if it is not 443. */
        @WithDefault("fcm.googleapis.com,updates.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com")
        @NotEmpty
        List<String> services();

        /** A PEM file with the certificate that the services must have. For mocks. */
        Optional<Path> trustedCertificate();

        /** How long an answer may take. */
        @WithDefault("10s")
        @DurationMin(millis = 100)
        Duration timeout();
    }

    /** Whom to ask to take alerts on to a vendor. */
    interface Hook {

        /** The address, https or http. */
        URI url();

        /** A file with the secret by which requests are signed; a second line is a secret that is going out of use. */
        Path secret();

        /** A PEM file with the certificate that the server must have. For one's own authority. */
        Optional<Path> trustedCertificate();

        /** How long an answer may take. */
        @WithDefault("10s")
        @DurationMin(millis = 100)
        Duration timeout();
    }
}
