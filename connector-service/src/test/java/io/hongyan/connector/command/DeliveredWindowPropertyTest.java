package io.hongyan.connector.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.command.DeliveredWindow.Confirmation;
import io.hongyan.connector.session.Identity;
import io.hongyan.proto.sessions.v1.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DeliveredWindowPropertyTest {

    private static final Identity ANN = new Identity("ann", "phone", "s1", Platform.PLATFORM_IOS);
    private static final Duration WINDOW = Duration.ofMillis(100);

    /** The highest confirmation of each conversation gets out, rising ones only, and few of them. */
    @Property
    void highestConfirmationGetsOutAndNoneTwice(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 2) Integer> conversations,
            @ForAll boolean foreground) {
        var window = new DeliveredWindow(WINDOW, 10);
        List<Confirmation> sent = new ArrayList<>();
        Instant now = Instant.EPOCH;

        for (int i = 0; i < conversations.size(); i++) {
            now = now.plusMillis(7);
            window.offer(key(conversations.get(i)), i + 1, foreground, now).ifPresent(sent::add);
            sent.addAll(window.due(now));
        }
        sent.addAll(window.due(now.plus(WINDOW)));
        sent.addAll(window.due(now.plus(WINDOW).plus(WINDOW)));

        for (int conversation = 0; conversation <= 2; conversation++) {
            var key = key(conversation);
            List<Long> seqs = sent.stream()
                    .filter(confirmation -> confirmation.key().equals(key))
                    .map(Confirmation::seq)
                    .toList();
            int last = conversations.lastIndexOf(conversation);
            assertThat(seqs).isSorted().doesNotHaveDuplicates();
            assertThat(seqs.isEmpty() ? 0 : seqs.getLast()).isEqualTo(last + 1);
            assertThat(seqs).hasSizeLessThanOrEqualTo(2 + conversations.size() * 7 / 100);
        }
        assertThat(window.size()).isZero();
        assertThat(window.next()).isEmpty();
    }

    /** When full, confirmations pass one by one, and what is kept stays within the bound. */
    @Property
    void fullWindowGathersNothingMore(@ForAll @IntRange(min = 1, max = 20) int max) {
        var window = new DeliveredWindow(WINDOW, max);
        int passed = 0;

        for (int i = 0; i < max + 5; i++) {
            passed += window.offer(key(i), 1, false, Instant.EPOCH).isPresent() ? 1 : 0;
        }

        assertThat(passed).isEqualTo(5);
        assertThat(window.size()).isEqualTo(max);
    }

    private static DeliveredWindow.Key key(int conversation) {
        return new DeliveredWindow.Key(ANN, "d:ann:b" + conversation);
    }
}
