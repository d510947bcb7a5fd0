package io.hongyan.bench.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryOptionsTest {

    @Test
    void messagesAreSpreadEvenly() {
        var options = HistoryOptions.parse(List.of("--messages", "5000", "--conversations", "40"));

        assertThat(options.perConversation()).isEqualTo(125);
        assertThat(options.page()).isEqualTo(50);
    }

    @Test
    void conversationsHaveAtLeastAPage() {
        assertThatThrownBy(() -> HistoryOptions.parse(List.of("--messages", "1000", "--conversations", "40")))
                .hasMessage("1000 messages in 40 conversations are less than a page of 50 in each.");
        assertThatThrownBy(() -> HistoryOptions.parse(List.of("--rate", "0")))
                .hasMessage("Conversations, rate, page and seconds must be at least 1.");
    }
}
