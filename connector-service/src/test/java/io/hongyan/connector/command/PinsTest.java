package io.hongyan.connector.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.error.v1.ErrorCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PinsTest {

    @Test
    void aHundredMayBePinnedAndNoOneMore() {
        assertThatCode(() -> Pins.requireRoom(pinned(99), "d:ann:one-more")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Pins.requireRoom(pinned(100), "d:ann:one-more"))
                .isInstanceOfSatisfying(
                        SuiteException.class,
                        refused -> assertThat(refused.error().getCode()).isEqualTo(ErrorCode.ERROR_CODE_LIMIT_REACHED))
                .hasMessageContaining("At most 100 conversations can be pinned");
    }

    /** A resend is no second pin. */
    @Test
    void whatIsPinnedNeedsNoRoom() {
        assertThatCode(() -> Pins.requireRoom(pinned(100), "d:ann:u7")).doesNotThrowAnyException();
    }

    private static List<String> pinned(int count) {
        return IntStream.range(0, count).mapToObj(i -> "d:ann:u" + i).toList();
    }
}
