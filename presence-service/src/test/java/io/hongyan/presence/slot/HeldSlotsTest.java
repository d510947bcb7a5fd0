package io.hongyan.presence.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldSlotsTest {

    @Test
    void aSlotIsHeldByOneLifeOnly() {
        var held = new HeldSlots(Map.of(3, "second-life"));

        assertThat(held.holds(new Life(3, "second-life"))).isTrue();
        assertThat(held.holds(new Life(3, "first-life"))).isFalse();
        assertThat(held.holds(new Life(4, "second-life"))).isFalse();
    }
}
