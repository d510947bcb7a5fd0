package io.hongyan.examples.export.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.examples.export.Csv;
import io.hongyan.examples.export.Day;
import io.hongyan.examples.export.EventRow;
import io.hongyan.proto.events.v1.Event;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Writes the events of one day into {@code events-DATE.csv}. It keeps no position: the day is found in the log by time, and the file
 * appears when it is whole. So it may be killed and run again, and the same day gives the same file. Arguments: a file with the
 * settings of Kafka's client, a folder, a date such as {@code 2026-11-28}, a zone such as {@code Europe/Berlin}, and {@code text} if
 * what people wrote is to be in it.
 */
public final class Export implements AutoCloseable {

    private static final String TOPIC = "hongyan.events.v1";

    private final KafkaConsumer<String, byte[]> consumer;
    /** Sees beyond transactions that are open: what is in them may be of the day, and is waited for. */
    private final KafkaConsumer<String, byte[]> finder;

    private final InstantSource clock;
    private final Duration patience;

    /**
     * Reads nothing yet.
     *
     * @param patience how long the log may be silent before the export fails
     */
    public Export(Map<String, Object> kafka, InstantSource clock, Duration patience) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none"); // what has been removed from the log must not be passed over
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        settings.put("isolation.level", "read_uncommitted");
        this.finder = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Makes the file, or makes it anew.
     *
     * @return where it is
     * @throws IllegalArgumentException if the day is not over yet
     * @throws IOException if the file cannot be written, or the log does not answer or has something that is no event
     */
    public Path write(Day day, Path folder, boolean withText) throws IOException {
        if (clock.instant().isBefore(day.over())) {
            throw new IllegalArgumentException("%s in %s is over at %s, clocks included: try again then"
                    .formatted(day.date(), day.zone(), day.over()));
        }
        Path file = folder.resolve("events-%s.csv".formatted(day.date()));
        Path unfinished = folder.resolve(file.getFileName() + ".unfinished");
        try (Writer rows = Files.newBufferedWriter(unfinished, UTF_8)) {
            rows.write(Csv.line(EventRow.COLUMNS));
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            Map<TopicPartition, Long> ends = finder.endOffsets(partitions);
            Map<TopicPartition, OffsetAndTimestamp> begins = begins(partitions, day.begin());
            for (TopicPartition partition : partitions) { // one after the other, so that the file is the same each time
                OffsetAndTimestamp begin = begins.get(partition);
                if (begin != null) { // else nothing has been written since the day began
                    read(partition, begin.offset(), ends.getOrDefault(partition, 0L), day, withText, rows);
                }
            }
        }
        return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Up to an event that says that the day is over, or to where the log ended at the start. */
    private void read(TopicPartition partition, long begin, long end, Day day, boolean withText, Writer rows)
            throws IOException {
        consumer.assign(List.of(partition));
        consumer.seek(partition, begin);
        Instant giveUp = clock.instant().plus(patience);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                giveUp = clock.instant().plus(patience);
                Event event = parse(record);
                Instant time = Instant.ofEpochMilli(event.getTimeMs());
                if (!time.isBefore(day.over())) {
                    return;
                }
                if (day.has(time)) {
                    rows.write(Csv.line(EventRow.of(event, withText)));
                }
            }
            if (clock.instant().isAfter(giveUp)) {
                throw new IOException(
                        "%s stands at %d and was to be read up to %d: the log does not answer, or a transaction is open"
                                .formatted(partition, consumer.position(partition), end));
            }
        }
    }

    /**
     * The first records at or after a moment, markers of transactions included, which have the time at which they were written. So the
     * search is good for a beginning and not for an end: a marker may be much later than the events before and behind it.
     */
    private Map<TopicPartition, OffsetAndTimestamp> begins(List<TopicPartition> partitions, Instant moment) {
        return finder.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> moment.toEpochMilli())));
    }

    private static Event parse(ConsumerRecord<String, byte[]> record) throws IOException {
        try {
            return Event.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new IOException(
                    "%s-%d@%d is no event".formatted(record.topic(), record.partition(), record.offset()), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        finder.close();
    }

    static void main(String[] arguments) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        Map<String, Object> kafka = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> kafka.put(name, properties.getProperty(name)));
        var day = new Day(LocalDate.parse(arguments[2]), ZoneId.of(arguments[3]));
        boolean withText = arguments.length > 4 && arguments[4].equals("text");
        try (var export = new Export(kafka, InstantSource.system(), Duration.ofMinutes(2))) {
            System.out.println(export.write(day, Path.of(arguments[1]), withText));
        }
    }
}
