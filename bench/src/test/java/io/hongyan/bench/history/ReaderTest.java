package io.hongyan.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.HistoryPage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReaderTest {

    @Test
    void aPageIsWholeIfItHasEveryNumberInOrder() {
        assertThat(Reader.isWhole(page(7, 8, 9), 10, 3)).isTrue();
        assertThat(Reader.isWhole(page(7, 9), 10, 3)).isFalse();
        assertThat(Reader.isWhole(page(8, 9), 10, 3)).isFalse();
        assertThat(Reader.isWhole(page(7, 9, 8), 10, 3)).isFalse();
        assertThat(Reader.isWhole(page(6, 7, 8, 9), 10, 3)).isFalse();
        assertThat(Reader.isWhole(page(), 10, 3)).isFalse();
    }

    private static HistoryPage page(long... seqs) {
        return HistoryPage.newBuilder()
                .addAllEvents(LongStream.of(seqs)
                        .mapToObj(seq -> ClientEvent.newBuilder().setSeq(seq).build())
                        .toList())
                .build();
    }
}
