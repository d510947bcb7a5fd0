package io.hongyan.fuzz.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Progress progress = new Progress();

    @Test
    void statusLinesSayHowFarItHasCome() {
        progress.hear("#2\tINITED cov: 3 ft: 3 corp: 1/1b exec/s: 0 rss: 480Mb");
        progress.hear("#65536\tpulse  cov: 812 ft: 2310 corp: 402/31Kb lim: 4096 exec/s: 21845 rss: 811Mb");
        progress.hear("INFO: Instrumented io.hongyan.proto.client.v1.Hello (took 237 ms, size +15%)");

        assertThat(progress.executions()).isEqualTo(65_536);
        assertThat(progress.edges()).isEqualTo(812);
        assertThat(progress.inputs()).isEqualTo(402);
        assertThat(progress.finding()).isNull();
    }

    @Test
    void theFirstExceptionIsTheFinding() {
        progress.hear("== Java Exception: java.lang.ArithmeticException: overflow");
        progress.hear("==4711== ERROR: libFuzzer: deadly signal");

        assertThat(progress.finding()).isEqualTo("java.lang.ArithmeticException: overflow");
    }

    @Test
    void anInputThatTakesTooLongIsAFindingToo() {
        progress.hear("==4711== ERROR: libFuzzer: timeout after 10 seconds");

        assertThat(progress.finding()).isEqualTo("timeout after 10 seconds");
    }
}
