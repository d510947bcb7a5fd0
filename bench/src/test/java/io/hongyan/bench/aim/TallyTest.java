package io.hongyan.bench.aim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Order.Came;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void aRepetitionIsNoReceiptAndALateOneIs() {
        var tally = new Tally();
        tally.sent();
        tally.sent();
        tally.acked(1);
        tally.acked(1);

        tally.received(1_000_000, Came.IN_ORDER);
        tally.received(1_000_000, Came.AGAIN);
        assertThat(tally.complete()).isFalse();
        tally.received(1_000_000, Came.LATE);

        assertThat(tally.complete()).isTrue();
        Struct told = told(tally);
        assertThat(figure(told, "lost")).isZero();
        assertThat(figure(told, "repeated")).isEqualTo(1);
        assertThat(figure(told, "out_of_order")).isEqualTo(1);
    }

    @Test
    void whereNobodyIsToldThatAMessageWasTakenItIsNotWaitedFor() {
        var tally = new Tally(2, false);
        tally.sent();
        tally.received(1, Came.IN_ORDER);
        assertThat(tally.complete()).isFalse();
        tally.received(1, Came.IN_ORDER);

        assertThat(tally.complete()).isTrue();
        assertThat(told(tally).containsFields("send_to_ack")).isFalse();
        assertThat(told(tally).containsFields("send_to_receive")).isTrue();
    }

    private static Struct told(Tally tally) {
        var report = new Report(
                "chat", List.of(), Instant.EPOCH, new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        tally.tell(report);
        return report.told();
    }

    private static double figure(Struct told, String name) {
        return told.getFieldsOrThrow(name).getNumberValue();
    }
}
