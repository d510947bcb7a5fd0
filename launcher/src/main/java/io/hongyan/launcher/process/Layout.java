package io.hongyan.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a suite lives on disk.
 *
 * @param project the root of the checkout, where the built services are
 * @param state data, logs, configuration and pids; kept between runs
 * @param ports where it listens
 */
public record Layout(Path project, Path state, SuitePorts ports) {

    /** The root of the checkout whose {@code ./hongyan} started this program; else where it was started. */
    public static Path here() {
        return Path.of(System.getProperty("hongyan.project", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** The suite of {@code ./hongyan up} in a checkout. */
    public static Layout development(Path project) {
        return new Layout(project, project.resolve(".hongyan"), SuitePorts.development());
    }

    /** What a service runs from. */
    Path jar(Service service) {
        return project.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** A service's configuration, as it would be given to it in production. */
    Path configuration(Replica replica) {
        return state.resolve("config").resolve(replica.name() + ".properties");
    }

    /** Removes all that is kept between runs. Nothing of the suite may run. */
    public void remove() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) { // folders after what is in them
                Files.deleteIfExists(file);
            }
        }
    }

    /** What JVMs learned in earlier runs. */
    Path aotCaches() {
        return state.resolve("aot");
    }

    /** The log of a process. */
    public Path log(String process) {
        return state.resolve("logs").resolve(process + ".log");
    }

    /** Where a running process's pid stands. */
    public Path pidFile(String process) {
        return pids().resolve(process + ".pid");
    }

    /** The folder of pid files. */
    Path pids() {
        return state.resolve("pids");
    }

    /** The data of the embedded servers. */
    public Path data() {
        return state.resolve("data");
    }

    /** The public keys that tokens are checked with. */
    public Path jwks() {
        return state.resolve("issuer").resolve("jwks.json");
    }

    /** The certificate that clients of the development suite trust. */
    public Path tlsCertificate() {
        return state.resolve("tls").resolve("certificate.pem");
    }

    /** Its key. */
    public Path tlsKey() {
        return state.resolve("tls").resolve("key.pem");
    }

    /** What clients have uploaded. */
    public Path media() {
        return state.resolve("media");
    }

    /** What links to that are signed with. */
    Path mediaKey() {
        return state.resolve("media.key");
    }

    /** The folder of the certificates by which servers and services prove to each other who they are, if they do. */
    public Path peers() {
        return state.resolve("peers");
    }

    /** The folder of the APNs mock's certificate. */
    public Path apns() {
        return state.resolve("apns");
    }

    /** What phones were sent, a JSON object a line. */
    public Path notifications() {
        return state.resolve("apns.jsonl");
    }
}
