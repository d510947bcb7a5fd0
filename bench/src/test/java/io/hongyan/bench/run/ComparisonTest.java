package io.hongyan.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.bench.run.Comparison.Row;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void figuresOfBothStandSideBySideWithTheirRatio() throws InvalidProtocolBufferException {
        Comparison comparison = compare("""
                {load: chat, lost: 0, bytes_up: 100, only_ours: 1, receive: {count: 5, p50_ms: 10, p99_ms: 40, p99_9_ms: 50, max_ms: 60}}
                """, """
                {load: chat, lost: 3, bytes_up: 180, receive: {count: 5, p50_ms: 5, p99_ms: 80, p99_9_ms: 90, max_ms: 90}}
                """);

        assertThat(comparison.rows())
                .containsExactly(
                        row("bytes_up", 100, 180),
                        row("lost", 0, 3),
                        row("receive.p50_ms", 10, 5),
                        row("receive.p99_ms", 40, 80),
                        row("receive.p99_9_ms", 50, 90),
                        row("receive.max_ms", 60, 90));
        assertThat(comparison.ratios())
                .isEqualTo(
                        struct(
                                "{bytes_up: 1.8, 'receive.p50_ms': 0.5, 'receive.p99_ms': 2, 'receive.p99_9_ms': 1.8, 'receive.max_ms': 1.5}"));
        assertThat(comparison.table()).contains("peer/suite").contains("receive, p99.9 ms");
    }

    @Test
    void costsAreOfAllProcessesButTheLoad() throws InvalidProtocolBufferException {
        Comparison comparison = compare("""
                {costs: {of: message, count: 100, seconds: 1, processes: {
                  kafka: {cpu_ms: 30, resident_kib: 2048}, connector: {cpu_ms: 10, resident_kib: 1024},
                  load: {cpu_ms: 500, resident_kib: 9999}}}}
                """, """
                {costs: {of: message, count: 100, seconds: 1, processes: {
                  ejabberd: {cpu_ms: 80, resident_kib: 6144}, load: {cpu_ms: 100, resident_kib: 1024}}}}
                """);

        assertThat(comparison.rows())
                .contains(
                        row("cpu_ms_per_message", 0.4, 0.8),
                        row("resident_mib.all", 3, 6),
                        row("cpu_ms_per_message.load", 5, 1),
                        new Row("resident_mib.kafka", OptionalDouble.of(2), OptionalDouble.empty()),
                        new Row("resident_mib.ejabberd", OptionalDouble.empty(), OptionalDouble.of(6)));
    }

    @Test
    void ofRoundsTheLastCounts() throws InvalidProtocolBufferException {
        assertThat(compare("{logins: [10, 20]}", "{logins: [30, 40]}").rows()).containsExactly(row("logins", 20, 40));
    }

    private static Comparison compare(String ours, String theirs) throws InvalidProtocolBufferException {
        return Comparison.of("suite", struct(ours), "peer", struct(theirs));
    }

    private static Row row(String name, double ours, double theirs) {
        return new Row(name, OptionalDouble.of(ours), OptionalDouble.of(theirs));
    }

    private static Struct struct(String json) throws InvalidProtocolBufferException {
        var struct = Struct.newBuilder();
        JsonFormat.parser().merge(json, struct);
        return struct.build();
    }
}
