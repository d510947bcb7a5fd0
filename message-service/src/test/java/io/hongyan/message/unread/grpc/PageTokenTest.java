package io.hongyan.message.unread.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.message.unread.postgres.Inbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

    @Test
    void aTokenLeadsBackToItsPlace() {
        var place = new Inbox.Place(1_767_225_600_000L, "d:ann:ben");

        assertThat(PageToken.place(PageToken.of(place))).isEqualTo(place);
        assertThat(PageToken.user(PageToken.of("ann"))).isEqualTo("ann");
    }

    @Test
    void noTokenIsTheBeginning() {
        assertThat(PageToken.of((Inbox.Place) null)).isEmpty();
        assertThat(PageToken.place("")).isNull();
        assertThat(PageToken.user("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "AAAA", "MQ", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5L2Q6YTpi", "LTEvZDphOmI"})
    void whatIsNoTokenIsRefused(String token) {
        assertThatThrownBy(() -> PageToken.place(token)).hasMessageContaining("page_token");
    }
}
