package io.hongyan.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import com.google.protobuf.Struct;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Target;
import io.hongyan.bench.chat.ChatLoad;
import io.hongyan.bench.group.GroupLoad;
import io.hongyan.bench.idle.IdleLoad;
import io.hongyan.bench.offline.OfflineLoad;
import io.hongyan.bench.storm.StormLoad;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario, small, against a real peer. Is skipped, and says so, where it is not installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PeerContract {

    private @Nullable Target target;
    private Report report;

    /** Fails if it is not there. */
    protected abstract ThrowingCallable installation();

    /** Starts it. */
    protected abstract Target start(Path state);

    /** How many rows its archive has; 0 if it has none. */
    protected abstract long archived();

    /** How many rows a message of one user to another is: one for each of them, or none without an archive. */
    protected abstract int rowsPerMessage();

    @BeforeAll
    void startIfInstalled(@TempDir Path state) {
        assumeThatCode(installation()).doesNotThrowAnyException();
        target = start(state);
    }

    @BeforeEach
    void forget() {
        report = new Report(
                "test", List.of(), Instant.EPOCH, new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    }

    @AfterAll
    void end() {
        if (target != null) {
            List<ProcessHandle> processes =
                    ProcessHandle.current().descendants().toList();
            target.close();
            assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void whatPairsWriteArrivesInOrderAndOnce() {
        long before = archived();

        assertThat(ChatLoad.run(arguments("--rate 50 --seconds 2 --warm-up 0 --pairs 3"), target(), report))
                .isZero();

        Struct told = report.told();
        assertThat(figure(told, "sent")).isEqualTo(100);
        assertThat(figure(told, "lost")).isZero();
        assertThat(figure(told, "repeated")).isZero();
        assertThat(figure(told, "out_of_order")).isZero();
        assertThat(told.containsFields("send_to_ack")).isEqualTo(target().acknowledges());
        assertThat(figure(told, "bytes_up_per_message")).isBetween(100.0, 250.0);
        assertThat(archived() - before).isEqualTo(100L * rowsPerMessage());
    }

    @Test
    void whatAMemberWritesIsReceivedByEverybodyElse() {
        assertThat(GroupLoad.run(arguments("--members 5 --rate 10 --seconds 2 --warm-up 0"), target(), report))
                .isZero();

        assertThat(count("send_to_receive")).isEqualTo(80);
        assertThat(count("send_to_ack")).isEqualTo(20);
    }

    @Test
    void everyRoundFindsAllThatWasMissed() {
        assertThat(OfflineLoad.run(arguments("--users 2 --messages 210 --rounds 2"), target(), report))
                .isZero();
    }

    @Test
    void allWhoComeAtOnceAreIn() {
        assertThat(StormLoad.run(arguments("--clients 300 --rounds 1"), target(), report))
                .isZero();
    }

    @Test
    void whoIsIdleStays() {
        assertThat(IdleLoad.run(arguments("--clients 20 --at-once 10 --seconds 1"), target(), report))
                .isZero();

        assertThat(figure(report.told(), "door_resident_kib")).isPositive();
    }

    /** What was started. */
    protected Target target() {
        if (target == null) {
            throw new IllegalStateException("not started");
        }
        return target;
    }

    /** What the test's scenario tells. */
    protected Report report() {
        return report;
    }

    private double count(String latencies) {
        return figure(report.told().getFieldsOrThrow(latencies).getStructValue(), "count");
    }

    private static double figure(Struct told, String name) {
        return told.getFieldsOrThrow(name).getNumberValue();
    }

    /** As on a command line. */
    protected static List<String> arguments(String words) {
        return List.of(words.split(" "));
    }
}
