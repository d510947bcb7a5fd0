package io.hongyan.push.audience.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OutagesTest {

    @Test
    void whatIsDownIsWaitedFor() {
        assertThat(Outages.isOne(new ConnectException("refused"))).isTrue();
        assertThat(Outages.isOne(new PgException("shutting down", "FATAL", "57P01", "")))
                .isTrue();
        assertThat(Outages.isOne(new PgException("deadlock", "ERROR", "40P01", "")))
                .isTrue();
        assertThat(Outages.isOne(new CompletionException(new TimeoutException("no broker"))))
                .isTrue();
    }

    @Test
    void whatIsWrongIsNot() {
        assertThat(Outages.isOne(new PgException("duplicate key", "ERROR", "23505", "")))
                .isFalse();
        assertThat(Outages.isOne(new NullPointerException())).isFalse();
        assertThat(Outages.isOne(new RecordTooLargeException("1 MB"))).isFalse();
        assertThat(Outages.isOne(new NoStackTraceThrowable("unknown"))).isFalse();
    }
}
