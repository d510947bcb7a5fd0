package io.hongyan.connector.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SharedTest {

    private record Call(List<String> about, CompletableFuture<String> answer) {}

    private final List<Call> calls = new ArrayList<>();
    private final Shared<String, String> shared = new Shared<>(3, this::call);

    @Test
    void whoAsksFirstDoesNotWait() {
        CompletionStage<String> asked = shared.ask("ann");

        assertThat(calls).extracting(Call::about).containsExactly(List.of("ann"));
        calls.getFirst().answer().complete("here");
        assertThat(asked).isCompletedWithValue("here");
    }

    @Test
    void whoAsksMeanwhileGoesWithOthersInTheNextCall() {
        shared.ask("ann");
        CompletionStage<String> ben = shared.ask("ben");
        CompletionStage<String> cat = shared.ask("cat");
        assertThat(calls).hasSize(1);

        calls.getFirst().answer().complete("too old for them");

        assertThat(calls).extracting(Call::about).containsExactly(List.of("ann"), List.of("ben", "cat"));
        assertThat(ben).isNotDone();
        calls.getLast().answer().complete("here");
        assertThat(ben).isCompletedWithValue("here");
        assertThat(cat).isCompletedWithValue("here");
    }

    @Test
    void oneCallIsAboutSoManyAtMost() {
        for (String user : List.of("a", "b", "c", "d", "e")) {
            shared.ask(user);
        }

        calls.getLast().answer().complete("");
        calls.getLast().answer().complete("");

        assertThat(calls).extracting(Call::about).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
    }

    @Test
    void aCallThatFailsFailsForThoseItWasForAndForNobodyElse() {
        CompletionStage<String> ann = shared.ask("ann");
        CompletionStage<String> ben = shared.ask("ben");

        calls.getFirst().answer().completeExceptionally(new IllegalStateException("away"));
        calls.getLast().answer().complete("here");

        assertThat(ann).isCompletedExceptionally();
        assertThat(ben).isCompletedWithValue("here");
    }

    @Test
    void aCallThatCannotBeMadeIsOver() {
        var broken = new Shared<String, String>(3, about -> {
            throw new IllegalStateException(about.getFirst());
        });

        assertThat(broken.ask("ann")).isCompletedExceptionally();
        assertThat(broken.ask("ben")).isCompletedExceptionally();
    }

    @Test
    void whoIsAnsweredMayAskAgainAtOnce() {
        CompletionStage<String> again = shared.ask("ann").thenCompose(_ -> shared.ask("ann"));

        calls.getFirst().answer().complete("first");
        calls.getLast().answer().complete("second");

        assertThat(again).isCompletedWithValue("second");
    }

    private CompletionStage<String> call(List<String> about) {
        var call = new Call(about, new CompletableFuture<>());
        calls.add(call);
        return call.answer();
    }
}
