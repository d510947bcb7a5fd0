package io.hongyan.faults.takeover;

import io.hongyan.launcher.process.SuitePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a process of message-service has decided, by its metrics: who decides nothing is not missed by any sender. */
final class Decisions implements AutoCloseable {

    private static final String METRIC = "hongyan_sequencer_decisions_total{";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest metrics;

    /** Of the process that listens there. */
    Decisions(SuitePorts listening) {
        metrics = HttpRequest.newBuilder(URI.create("http://localhost:%d/q/metrics".formatted(listening.message())))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    /** Returns when the process decides again; a standby is given its share with the next probe of its group. */
    void await() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        double before = count();
        while (count() == before) {
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException(
                        "After %d minutes it has not been given any conversations.".formatted(PATIENCE.toMinutes()));
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private double count() {
        try {
            return http.send(metrics, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(METRIC))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("The metrics of message-service cannot be read.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
