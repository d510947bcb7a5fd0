package io.hongyan.examples.export.kafka;

import static io.hongyan.examples.log.EventLog.GROUP;
import static io.hongyan.examples.log.EventLog.TOPIC;
import static io.hongyan.examples.log.EventLog.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.examples.export.Day;
import io.hongyan.examples.log.EventLog;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportIT {

    private static final Day DAY = new Day(LocalDate.of(2026, 11, 28), ZoneId.of("UTC"));
    private static final Instant LATER = Instant.parse("2026-11-29T03:00:00Z");

    private final EventLog log = new EventLog();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aDayIsAFileWithWhatHappenedInItAndNothingElse() throws IOException {
        write("2026-11-27T23:59:59.999Z", 1);
        write("2026-11-28T00:00:00Z", 2);
        log.abort(List.of(message(GROUP, 3, "never", Instant.parse("2026-11-28T12:00:00Z"))));
        log.write(List.of(Event.newBuilder()
                .setConversationId(GROUP)
                .setRevision(3)
                .setSeq(3)
                .setTimeMs(Instant.parse("2026-11-28T12:00:00Z").toEpochMilli())
                .setMessageRecalled(MessageRecalled.newBuilder().setTargetSeq(2))
                .build()));
        write("2026-11-28T23:59:59.999Z", 4);
        write("2026-11-29T00:00:00Z", 5);
        write("2026-11-29T02:00:00Z", 6);

        Path file = export(false);

        assertThat(file).hasFileName("events-2026-11-28.csv");
        assertThat(Files.readString(file)).isEqualTo("""
                        conversation_id,revision,seq,time,kind,user_id,device_id,service,target_seq,countable,text
                        G,2,2,2026-11-28T00:00:00Z,message_sent,alice,phone,,,true,
                        G,3,3,2026-11-28T12:00:00Z,message_recalled,,,,2,,
                        G,4,4,2026-11-28T23:59:59.999Z,message_sent,alice,phone,,,true,
                        """.replace("G", GROUP).replace("\n", "\r\n"));
    }

    @Test
    void theSameDayGivesTheSameFileWhateverWasWrittenSince() throws IOException {
        log.write(IntStream.rangeClosed(1, 20)
                .mapToObj(number -> message(
                        "d:alice:user-" + number, 1, "hi, all", DAY.begin().plusSeconds(number)))
                .toList());
        byte[] first = Files.readAllBytes(export(true));
        Files.writeString(folder.resolve("events-2026-11-28.csv.unfinished"), "what a killed export left");
        write("2026-11-29T02:30:00Z", 1);

        byte[] second = Files.readAllBytes(export(true));

        assertThat(second).isEqualTo(first).asString().contains("\"hi, all\"").hasLineCount(21);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aDayThatIsNotOverIsRefused() {
        try (var export = export(() -> DAY.end())) {
            assertThatThrownBy(() -> export.write(DAY, folder, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2026-11-29T01:00:00Z");
        }
    }

    @Test
    void whatCannotBeReadFailsTheExportAndLeavesNoFile() {
        log.write(new ProducerRecord<>(TOPIC, null, DAY.begin().toEpochMilli(), GROUP, new byte[] {-1}));

        assertThatThrownBy(() -> export(false)).isInstanceOf(IOException.class).hasMessageContaining("is no event");
        assertThat(folder.resolve("events-2026-11-28.csv")).doesNotExist();
    }

    /** What is in a transaction that is open may be of the day: it is waited for, and not left out. */
    @Test
    void aTransactionThatIsOpenIsNotPassedOver() {
        log.begin(message(GROUP, 1, "not yet", DAY.begin()));

        try (var export = new Export(kafka(), new Hurrying(LATER), Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> export.write(DAY, folder, false))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a transaction is open");
        }
    }

    private void write(String time, long number) {
        log.write(List.of(message(GROUP, number, "text " + number, Instant.parse(time))));
    }

    private Path export(boolean withText) throws IOException {
        try (var export = export(() -> LATER)) {
            return export.write(DAY, folder, withText);
        }
    }

    private static Export export(InstantSource clock) {
        return new Export(kafka(), clock, Duration.ofSeconds(30));
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", TestServers.kafka());
    }

    /** A clock that goes on by a second each time somebody looks. */
    private static final class Hurrying implements InstantSource {

        private Instant now;

        private Hurrying(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }
    }
}
