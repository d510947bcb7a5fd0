package io.hongyan.launcher.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageIdTest {

    @Test
    void anIdIsANumberARevisionOrTheClientsOwn() {
        assertThat(MessageId.parse("d:alice:bob#4")).contains(new MessageId.Numbered("d:alice:bob", 4));
        assertThat(MessageId.parse("d:alice:bob/10")).contains(new MessageId.Revised("d:alice:bob", 10));
        assertThat(MessageId.parse("d:alice:bob/r10")).contains(new MessageId.Revised("d:alice:bob", 10));
        assertThat(MessageId.parse("g:7wy1eagrmve2snzpsdragen9g6#1"))
                .contains(new MessageId.Numbered("g:7wy1eagrmve2snzpsdragen9g6", 1));
        assertThat(MessageId.parse("parcel-1")).contains(new MessageId.Named("parcel-1"));
        assertThat(MessageId.parse("d:alice:bob#0")).contains(new MessageId.Named("d:alice:bob#0"));
        assertThat(MessageId.parse("")).isEqualTo(Optional.empty());
        assertThat(MessageId.parse("x".repeat(65))).isEqualTo(Optional.empty());
    }

    @Test
    void argumentsAreAnIdAndPerhapsHowFarToLookBack() {
        var four = new MessageId.Numbered("d:alice:bob", 4);

        assertThat(TraceArguments.parse(List.of("d:alice:bob#4"))).contains(new TraceArguments(four, null));
        assertThat(TraceArguments.parse(List.of("d:alice:bob#4", "--last", "2h")))
                .contains(new TraceArguments(four, Duration.ofHours(2)));
        assertThat(TraceArguments.parse(List.of("d:alice:bob#4", "--last", "7d")))
                .contains(new TraceArguments(four, Duration.ofDays(7)));
        assertThat(TraceArguments.parse(List.of("d:alice:bob#4", "--last", "soon")))
                .isEqualTo(Optional.empty());
        assertThat(TraceArguments.parse(List.of("d:alice:bob#4", "--last"))).isEqualTo(Optional.empty());
        assertThat(TraceArguments.parse(List.of())).isEqualTo(Optional.empty());
    }
}
