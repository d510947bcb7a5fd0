package io.hongyan.bench.chat;

import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Traffic;
import io.hongyan.client.connection.Transport;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.launcher.process.Layout;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The program: pairs of users who write to each other at a given total rate, against the suite of {@code ./hongyan up}. */
public final class ChatLoad {

    private static final Duration SETTLE_MAX = Duration.ofSeconds(20);

    private final LoadOptions options;
    private final Connections connections;
    private final ServerAddress address;
    private final TokenIssuer issuer;
    private final PrintStream out;

    private ChatLoad(LoadOptions options, Layout layout, Connections connections, PrintStream out) {
        this.options = options;
        this.connections = connections;
        this.address =
                new ServerAddress(Transport.TCP, "localhost", layout.ports().tcp());
        this.issuer = TokenIssuer.at(layout.jwks(), InstantSource.system());
        this.out = out;
    }

    /**
     * Runs one load and prints what was measured.
     *
     * @param arguments see {@link LoadOptions#parse}
     */
    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Layout layout = Layout.development(Path.of(System.getProperty("hongyan.project", "."))
                .toAbsolutePath()
                .normalize());
        int status;
        try (var connections = Connections.withThreads(1)) {
            status = new ChatLoad(LoadOptions.parse(List.of(arguments)), layout, connections, out).run();
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            status = 2;
        } catch (CompletionException e) {
            System.err.println("bench: " + (e.getCause() == null ? e : e.getCause()).getMessage()
                    + "\nIs the suite running? Start it with `./hongyan up`, in another terminal.");
            status = 1;
        }
        System.exit(status);
    }

    private int run() {
        var tally = new Tally();
        List<LoadUser> users = logIn(tally);
        Traffic login = users.getFirst().traffic();
        out.println("login on the wire, token of %d characters: %d bytes up, %d bytes down"
                .formatted(users.getFirst().tokenLength(), login.bytesUp(), login.bytesDown()));
        if (options.warmUp().isPositive()) {
            out.println("warming up for %d s".formatted(options.warmUp().toSeconds()));
            send(users, options.warmUp());
            settle(tally);
            tally.reset();
        }
        List<Traffic> before = users.stream().map(LoadUser::traffic).toList();
        out.println("%d messages/s among %d users for %d s"
                .formatted(options.rate(), users.size(), options.time().toSeconds()));
        send(users, options.time());
        settle(tally);
        report(tally, users, before);
        users.forEach(LoadUser::close);
        return tally.complete() ? 0 : 1;
    }

    private List<LoadUser> logIn(Tally tally) {
        List<LoadUser> users = new ArrayList<>();
        String run = Long.toString(System.nanoTime(), 36);
        for (int pair = 0; pair < options.pairs(); pair++) {
            String left = "load-%s-%d-a".formatted(run, pair);
            String right = "load-%s-%d-b".formatted(run, pair);
            users.add(LoadUser.logIn(connections, address, left, right, issuer.token(left), tally));
            users.add(LoadUser.logIn(connections, address, right, left, issuer.token(right), tally));
        }
        return users;
    }

    /** Sends at the rate; late messages go at once, and count from when they were due. */
    private void send(List<LoadUser> users, Duration time) {
        long count = options.rate() * time.toSeconds();
        long pause = TimeUnit.SECONDS.toNanos(1) / options.rate();
        long begun = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long due = begun + i * pause;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            users.get((int) (i % users.size())).send(due);
        }
    }

    /** Waits until everything has arrived, or nothing more does. */
    private static void settle(Tally tally) {
        long deadline = System.nanoTime() + SETTLE_MAX.toNanos();
        while (!tally.complete() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void report(Tally tally, List<LoadUser> users, List<Traffic> before) {
        long up = 0;
        long down = 0;
        for (int i = 0; i < users.size(); i++) {
            Traffic moved = users.get(i).traffic().since(before.get(i));
            up += moved.bytesUp();
            down += moved.bytesDown();
        }
        out.println(tally.table());
        out.println("on the wire for each message, acks and receipts included: %d bytes up, %d bytes down"
                .formatted(up / Math.max(1, tally.sentCount()), down / Math.max(1, tally.sentCount())));
        LoadUser.Sizes sizes = LoadUser.sizes();
        out.println("one message of %d characters alone: %d bytes up, ack %d, %d bytes down"
                .formatted(LoadUser.CHARACTERS, sizes.send(), sizes.ack(), sizes.event()));
    }
}
