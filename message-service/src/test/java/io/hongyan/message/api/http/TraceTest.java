package io.hongyan.message.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without tracing: no span is current. */
class TraceTest {

    private static final String SAID = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void whatTheCallerSaidIsCarried() {
        assertThat(Trace.parentOf(SAID)).isEqualTo(SAID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "rubbish", SAID + "x", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void withoutAnythingToCarryANewTraceIsNotSampled(String said) {
        assertThat(Trace.parentOf(said))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .isNotEqualTo(Trace.parentOf(said));
    }
}
