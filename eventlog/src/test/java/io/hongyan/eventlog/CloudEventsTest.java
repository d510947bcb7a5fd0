package io.hongyan.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CloudEventsTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void headersAreThoseOfTheBinaryBinding() {
        var headers = new RecordHeaders();

        new CloudEvents("d:a:b/7", "hongyan.events.v1.Event", "/hongyan/sequencer", Instant.EPOCH, TRACE)
                .writeTo(headers);

        assertThat(CloudEvents.text(headers, "ce_specversion")).isEqualTo("1.0");
        assertThat(CloudEvents.text(headers, "ce_id")).isEqualTo("d:a:b/7");
        assertThat(CloudEvents.text(headers, "ce_type")).isEqualTo("hongyan.events.v1.Event");
        assertThat(CloudEvents.text(headers, "ce_source")).isEqualTo("/hongyan/sequencer");
        assertThat(CloudEvents.text(headers, "ce_time")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(CloudEvents.text(headers, "content-type")).isEqualTo("application/protobuf");
        assertThat(CloudEvents.traceparent(headers)).isEqualTo(TRACE);
    }

    @Test
    void withoutTraceThereIsNoTraceHeader() {
        var headers = new RecordHeaders();

        new CloudEvents("1", "t", "/s", Instant.EPOCH, null).writeTo(headers);

        assertThat(headers.lastHeader("traceparent")).isNull();
    }
}
