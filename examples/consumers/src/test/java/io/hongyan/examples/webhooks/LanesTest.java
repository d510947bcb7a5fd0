package io.hongyan.examples.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Answer TAKEN = new Answer.Taken();
    private static final Answer FAILED = new Answer.Failed("HTTP 503", Optional.empty());

    private final Lanes<String> lanes = new Lanes<>(new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(3)));

    @Test
    void onlyTheFirstOfALaneIsUnderWay() {
        open(0, 1);
        lanes.add(0, 10, "a");
        lanes.add(0, 11, "b");
        lanes.add(1, 5, "c");

        assertThat(whats(lanes.due(NOON))).containsExactly("a", "c");
        assertThat(lanes.due(NOON)).isEmpty();
    }

    @Test
    void thePositionIsBeforeWhatHasNotBeenTaken() {
        open(0);
        lanes.skip(0, 9);
        assertThat(lanes.position(0)).isEqualTo(10);
        lanes.add(0, 10, "a");
        lanes.add(0, 12, "b"); // offsets have holes
        lanes.skip(0, 13);
        assertThat(lanes.position(0)).isEqualTo(10);

        answer(TAKEN, NOON);
        assertThat(lanes.position(0)).isEqualTo(12);
        answer(TAKEN, NOON);
        assertThat(lanes.position(0)).isEqualTo(14);
        assertThat(lanes.isEmpty()).isTrue();
    }

    @Test
    void aReceiverRestsForLongerEachTimeAndIsThenAskedOnce() {
        open(0, 1);
        lanes.add(0, 10, "a");
        lanes.add(1, 10, "b");

        List<Lanes.Item<String>> both = lanes.due(NOON);
        assertThat(lanes.answered(both.get(0), FAILED, NOON)).hasValue(new Lanes.Next.Again(NOON.plusSeconds(1)));
        assertThat(lanes.answered(both.get(1), FAILED, NOON)).hasValue(new Lanes.Next.Again(NOON.plusSeconds(1)));
        assertThat(lanes.due(NOON.plusMillis(999))).isEmpty();

        Lanes.Item<String> probe = only(lanes.due(NOON.plusSeconds(1)));
        assertThat(lanes.due(NOON.plusSeconds(1))).isEmpty();
        assertThat(lanes.answered(probe, FAILED, NOON.plusSeconds(1)))
                .hasValue(new Lanes.Next.Again(NOON.plusSeconds(3)));

        Lanes.Item<String> again = only(lanes.due(NOON.plusSeconds(3)));
        assertThat(again.attempts()).isEqualTo(3);
        lanes.answered(again, TAKEN, NOON.plusSeconds(3));
        assertThat(whats(lanes.due(NOON.plusSeconds(3)))).containsExactly("b");
    }

    @Test
    void whatFailsTooOftenIsGivenUpAndHoldsItsPlaceUntilItIsBuried() {
        open(0);
        lanes.add(0, 10, "a");
        lanes.add(0, 11, "b");
        answer(FAILED, NOON);
        answer(FAILED, NOON.plusSeconds(60));

        Lanes.Item<String> last = only(lanes.due(NOON.plusSeconds(120)));
        assertThat(lanes.answered(last, FAILED, NOON.plusSeconds(120))).hasValue(new Lanes.Next.GiveUp("HTTP 503"));
        assertThat(lanes.position(0)).isEqualTo(10);
        assertThat(lanes.due(NOON.plusSeconds(180))).isEmpty();

        lanes.buried(last, false);
        assertThat(whats(lanes.due(NOON.plusSeconds(180)))).containsExactly("a");
        lanes.answered(last, FAILED, NOON.plusSeconds(180));
        lanes.buried(last, true);
        assertThat(lanes.position(0)).isEqualTo(11);
    }

    @Test
    void whatIsRefusedIsGivenUpAtOnceAndDoesNotCountAgainstTheReceiver() {
        open(0);
        lanes.add(0, 10, "a");
        lanes.add(0, 11, "b");

        Lanes.Item<String> item = only(lanes.due(NOON));
        assertThat(lanes.answered(item, new Answer.Refused("HTTP 422"), NOON))
                .hasValue(new Lanes.Next.GiveUp("HTTP 422"));
        lanes.buried(item, true);

        assertThat(whats(lanes.due(NOON))).containsExactly("b");
    }

    @Test
    void anAnswerForALaneThatOthersHaveNowChangesNothing() {
        open(0);
        lanes.add(0, 10, "a");
        Lanes.Item<String> item = only(lanes.due(NOON));
        lanes.close(0);
        assertThat(lanes.answered(item, TAKEN, NOON)).isEmpty();

        open(0);
        lanes.add(0, 10, "a");
        assertThat(lanes.answered(item, TAKEN, NOON)).isEmpty();
        assertThat(lanes.position(0)).isEqualTo(10);
    }

    @Test
    void aReceiverMayAskForAPauseButNotForAnyPause() {
        var policy = new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60));

        assertThat(policy.pause(1, Optional.of(Duration.ofSeconds(7)))).isEqualTo(Duration.ofSeconds(7));
        assertThat(policy.pause(1, Optional.of(Duration.ofDays(7)))).isEqualTo(Duration.ofSeconds(60));
        assertThat(policy.pause(4, Optional.of(Duration.ofSeconds(2)))).isEqualTo(Duration.ofSeconds(8));
        assertThat(policy.pause(1_000_000, Optional.empty())).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void onlyWhatIsAboutTheRequestRefusesIt() {
        assertThat(Answer.of(204, Optional.empty())).isEqualTo(TAKEN);
        assertThat(Answer.of(422, Optional.empty())).isEqualTo(new Answer.Refused("HTTP 422"));
        assertThat(List.of(302, 401, 404, 429, 503))
                .allSatisfy(status ->
                        assertThat(Answer.of(status, Optional.empty())).isInstanceOf(Answer.Failed.class));
    }

    private void open(int... opened) {
        for (int lane : opened) {
            lanes.open(lane, 9);
        }
    }

    private void answer(Answer answer, Instant now) {
        lanes.answered(only(lanes.due(now)), answer, now);
    }

    private static Lanes.Item<String> only(List<Lanes.Item<String>> items) {
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private static List<String> whats(List<Lanes.Item<String>> items) {
        return items.stream().map(Lanes.Item::what).toList();
    }
}
