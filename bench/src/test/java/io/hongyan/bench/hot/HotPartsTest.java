package io.hongyan.bench.hot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.message.sequencer.Decision;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is measured is what it is called: no refusal, and nothing that was done before. */
class HotPartsTest {

    @Test
    void framesAreReadAndWritten() throws InvalidProtocolBufferException {
        var frames = new FrameBenchmark();

        for (int i = 0; i < 2; i++) { // the reader is used again
            assertThat(frames.decodeDelimited()).isInstanceOf(Decoded.Known.class);
        }
        assertThat(frames.decodeJson()).isEqualTo(frames.decodeDelimited());
        assertThat(frames.passOnDelimited()).isEqualTo(frames.encodeDelimited());
        assertThat(new String(frames.passOnJson(), StandardCharsets.UTF_8)).contains("\"userId\":\"alice\"");
    }

    @Test
    void messagesAreAcceptedOnce() {
        var sequencer = new SequencerBenchmark();

        assertThat(sequencer.decide()).isInstanceOf(Decision.Accepted.class);
        assertThat(sequencer.decideAgain()).isInstanceOf(Decision.Repeated.class);
        assertThat(sequencer.decideAndApply().head().seq()).isEqualTo(901);
    }

    @Test
    void aPollIsAppliedAsAWhole() {
        var changes = new UnreadBenchmark().apply();

        assertThat(changes.heads()).hasSize(50).allMatch(head -> head.headSeq() == 902);
        assertThat(changes.messages()).hasSize(100);
        assertThat(changes.replayed()).isZero();
    }
}
