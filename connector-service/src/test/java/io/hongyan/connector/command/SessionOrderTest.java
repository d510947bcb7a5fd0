package io.hongyan.connector.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SessionOrderTest {

    private final SessionOrder order = new SessionOrder();
    private final List<String> begun = new ArrayList<>();

    @Test
    void whereNobodyIsAskedItBeginsAtOnce() {
        assertThat(take("s", CompletableFuture.completedFuture("yes")).toCompletableFuture())
                .isCompletedWithValue("s yes");
        assertThat(order.waiting()).isZero();
    }

    @Test
    void whatIsAskedForLaterWaitsForWhatIsBeingLookedAt() {
        CompletableFuture<String> slow = new CompletableFuture<>();
        take("s", slow);
        take("s", CompletableFuture.completedFuture("second"));
        take("other", CompletableFuture.completedFuture("alone"));

        assertThat(begun).containsExactly("other alone");
        slow.complete("first");

        assertThat(begun).containsExactly("other alone", "s first", "s second");
        assertThat(order.waiting()).isZero();
    }

    @Test
    void whatIsRefusedKeepsNobodyWaiting() {
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletionStage<String> refused = order.take("s", slow, told -> {
            throw new IllegalStateException(told);
        });
        take("s", CompletableFuture.completedFuture("next"));

        slow.complete("no");

        assertThatThrownBy(() -> refused.toCompletableFuture().join()).hasRootCauseMessage("no");
        assertThat(begun).containsExactly("s next");
    }

    @Property(tries = 200)
    void howeverAnswersComeEachSessionsOrderStays(
            @ForAll @Size(max = 20) List<@IntRange(max = 2) Integer> sessions, @ForAll java.util.Random chance) {
        begun.clear(); // of the try before
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            answers.add(answer);
            take("s" + sessions.get(i), answer);
        }
        List<Integer> come = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            come.add(chance.nextInt(come.size() + 1), i);
        }
        come.forEach(i -> answers.get(i).complete(Integer.toString(i)));

        assertThat(begun).hasSameSizeAs(sessions);
        for (String session : List.of("s0", "s1", "s2")) {
            assertThat(begun.stream()
                            .filter(one -> one.startsWith(session))
                            .map(one -> Integer.parseInt(one.substring(3)))
                            .toList())
                    .isSorted();
        }
        assertThat(order.waiting()).isZero();
    }

    private CompletionStage<String> take(String session, CompletionStage<String> answer) {
        return order.take(session, answer, told -> {
            begun.add(session + " " + told);
            return CompletableFuture.completedStage(session + " " + told);
        });
    }
}
