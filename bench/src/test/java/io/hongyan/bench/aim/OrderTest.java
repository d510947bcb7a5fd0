package io.hongyan.bench.aim;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.bench.aim.Order.Came;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderTest {

    private final Order order = new Order();

    @Test
    void whatIsOvertakenIsLateAndWhatComesTwiceIsAgain() {
        List<Came> came = Stream.of(1, 2, 4, 3, 3, 4, 5).map(order::came).toList();

        assertThat(came)
                .containsExactly(
                        Came.IN_ORDER, Came.IN_ORDER, Came.IN_ORDER, Came.LATE, Came.AGAIN, Came.AGAIN, Came.IN_ORDER);
    }

    @Test
    void whatNeverComesMakesNothingLate() {
        assertThat(order.came(5)).isEqualTo(Came.IN_ORDER);
        assertThat(order.came(9)).isEqualTo(Came.IN_ORDER);
    }
}
