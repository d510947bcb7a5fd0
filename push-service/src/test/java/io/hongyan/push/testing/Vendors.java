package io.hongyan.push.testing;

import io.hongyan.embedded.ApnsNotification;
import io.hongyan.embedded.EmbeddedApns;
import io.hongyan.push.testing.LocalServer.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The providers beside APNs for any app: each with an app of its own. */
public final class Vendors implements AutoCloseable {

    /** Alerted by FCM. */
    public static final String ANDROID = "io.hongyan.android";

    /** Alerted by Web Push. */
    public static final String WEB = "io.hongyan.web";

    /** Alerted by the hook. */
    public static final String VENDOR = "io.hongyan.vendor";

    /** Alerted by the same hook, but no more than so often in a second. */
    public static final String SLOW = "io.hongyan.slow";

    public static final int SLOW_PER_SECOND = 30;

    /** Alerted by APNs, with credentials and a line of its own, and a sandbox. */
    public static final String SECOND = "io.hongyan.second";

    public static final String HOOK_SECRET = "0123456789abcdef0123456789abcdef";

    public final Google google;
    public final LocalServer pushService;
    public final LocalServer hook;
    public final Path hookSecret;

    /** What APNs has accepted for the second app, and its sandbox. */
    public final Queue<ApnsNotification> second = new ConcurrentLinkedQueue<>();

    public final Queue<ApnsNotification> sandbox = new ConcurrentLinkedQueue<>();

    /** The network to the second app's APNs. */
    public final Line line;

    private final EmbeddedApns secondApns;
    private final EmbeddedApns secondSandbox;
    private final Path directory;

    private Vendors(Path directory) throws IOException {
        this.directory = directory;
        this.google = Google.start(Files.createDirectory(directory.resolve("google")));
        this.pushService = LocalServer.start(Files.createDirectory(directory.resolve("service")), any -> Said.of(201));
        this.hook = LocalServer.start(Files.createDirectory(directory.resolve("hook")), any -> Said.of(204));
        this.hookSecret = Files.writeString(directory.resolve("hook.secret"), HOOK_SECRET);
        this.secondApns = EmbeddedApns.start(
                new EmbeddedApns.Settings(Files.createDirectory(directory.resolve("second")), 0), second::add);
        this.secondSandbox = EmbeddedApns.start(
                new EmbeddedApns.Settings(Files.createDirectory(directory.resolve("sandbox")), 0), sandbox::add);
        this.line = Line.to(secondApns.port());
    }

    static Vendors start() throws IOException {
        return new Vendors(Files.createTempDirectory("hongyan-vendors-"));
    }

    /** What the service is told of them. */
    Map<String, String> config() throws IOException {
        var config = new HashMap<String, String>();
        fcm(config, "hongyan.push.apps.\"" + ANDROID + "\".fcm.");
        webPush(config, "hongyan.push.apps.\"" + WEB + "\".web-push.");
        hook(config, "hongyan.push.apps.\"" + VENDOR + "\".hook.");
        hook(config, "hongyan.push.apps.\"" + SLOW + "\".hook.");
        config.put("hongyan.push.apps.\"" + SLOW + "\".per-second-max", Integer.toString(SLOW_PER_SECOND));
        apns(config, "hongyan.push.apps.\"" + SECOND + "\".apns.");
        return config;
    }

    private void fcm(Map<String, String> config, String prefix) {
        config.put(
                prefix + "service-account",
                google.serviceAccount(directory.resolve("account.json")).toString());
        config.put(prefix + "url", google.server().uri("").toString());
        config.put(prefix + "trusted-certificate", google.server().certificate().toString());
        config.put(prefix + "timeout", "6s");
    }

    private void webPush(Map<String, String> config, String prefix) throws IOException {
        config.put(
                prefix + "vapid-keys",
                VapidFile.write(directory.resolve("vapid.keys")).toString());
        config.put(prefix + "subject", "mailto:push@example.com");
        config.put(prefix + "services", "localhost:" + pushService.port());
        config.put(prefix + "trusted-certificate", pushService.certificate().toString());
    }

    private void hook(Map<String, String> config, String prefix) {
        config.put(prefix + "url", hook.uri("/alerts").toString());
        config.put(prefix + "secret", hookSecret.toString());
        config.put(prefix + "trusted-certificate", hook.certificate().toString());
    }

    private void apns(Map<String, String> config, String prefix) throws IOException {
        Path both = Files.writeString(
                directory.resolve("both.pem"),
                Files.readString(secondApns.certificateFile()) + Files.readString(secondSandbox.certificateFile()));
        config.put(prefix + "host", "localhost");
        config.put(prefix + "port", Integer.toString(line.port()));
        config.put(prefix + "sandbox-port", Integer.toString(secondSandbox.port()));
        config.put(prefix + "trusted-certificate", both.toString());
        config.put(prefix + "timeout", "6s");
    }

    @Override
    public void close() {
        line.close();
        secondApns.close();
        secondSandbox.close();
        hook.close();
        pushService.close();
        google.close();
    }
}
