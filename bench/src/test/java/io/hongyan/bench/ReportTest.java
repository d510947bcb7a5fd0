package io.hongyan.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.launcher.process.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Report report =
            new Report("chat", List.of("--rate", "10"), Instant.EPOCH, new PrintStream(told, true, UTF_8));

    @Test
    void programsAreToldNumbersByNameAndAListOfWhatIsToldTwice() throws IOException {
        report.figure("sent", 12);
        report.figure("lost", 1);
        report.figure("lost", 2);
        report.figure("lost", 3);

        assertThat(read())
                .isEqualTo(
                        struct(
                                "{load: chat, arguments: '--rate 10', begun: '1970-01-01T00:00:00Z', sent: 12, lost: [1, 2, 3]}"));
    }

    @Test
    void latenciesAreMilliseconds() throws IOException {
        var latencies = new Histogram(3_600_000_000_000L, 5);
        for (int i = 1; i <= 1_000; i++) {
            latencies.recordValue(i * 1_000_000L);
        }

        report.latencies("ack", latencies);

        Struct ack = read().getFieldsOrThrow("ack").getStructValue();
        assertThat(ack.getFieldsOrThrow("count").getNumberValue()).isEqualTo(1_000);
        assertThat(ack.getFieldsOrThrow("p50_ms").getNumberValue()).isBetween(499.9, 500.1);
        assertThat(ack.getFieldsOrThrow("p99_ms").getNumberValue()).isBetween(989.9, 990.1);
        assertThat(ack.getFieldsOrThrow("p99_9_ms").getNumberValue()).isBetween(998.9, 999.1);
        assertThat(ack.getFieldsOrThrow("max_ms").getNumberValue()).isBetween(999.9, 1_000.1);
    }

    @Test
    void costsAreWhatWasSpentBetween() throws IOException {
        var before = new Costs(Map.of("connector", usage(100, 2)), usage(50, 1));
        var now = new Costs(Map.of("connector", usage(140, 5), "new", usage(10, 1)), usage(60, 2));

        report.costs(before, now, "message", 1_000, Duration.ofSeconds(10));

        Map<String, Value> processes = read().getFieldsOrThrow("costs")
                .getStructValue()
                .getFieldsOrThrow("processes")
                .getStructValue()
                .getFieldsMap();
        assertThat(processes.keySet()).containsExactlyInAnyOrder("connector", "new", "load");
        assertThat(processes
                        .getOrDefault("connector", Value.getDefaultInstance())
                        .getStructValue())
                .isEqualTo(struct("{cpu_ms: 3000, resident_kib: 140}"));
        assertThat(told.toString(UTF_8)).contains("connector").contains("3.000 ms");
    }

    @Test
    void eachRunIsALineOfItsOwn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("state").resolve("bench.jsonl");
        report.append(file, 0);
        new Report("storm", List.of(), Instant.EPOCH, new PrintStream(told, true, UTF_8)).append(file, 1);

        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .last()
                .asString()
                .contains("storm")
                .contains("\"status\":1.0");
    }

    private Struct read() throws IOException {
        return struct(report.line());
    }

    private static Struct struct(String json) throws IOException {
        var struct = Struct.newBuilder();
        JsonFormat.parser().merge(json, struct);
        return struct.build();
    }

    private static Usage usage(long kib, int cpuSeconds) {
        return new Usage(kib, Duration.ofSeconds(cpuSeconds));
    }
}
