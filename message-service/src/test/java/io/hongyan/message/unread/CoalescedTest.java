package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CoalescedTest {

    private final List<CompletableFuture<String>> calls = new ArrayList<>();
    private final Coalesced<String> coalesced = new Coalesced<>(() -> {
        calls.add(new CompletableFuture<>());
        return calls.getLast();
    });

    @Test
    void whoAsksDuringACallSharesTheNextOne() {
        CompletableFuture<String> first = coalesced.ask().toCompletableFuture();
        CompletableFuture<String> second = coalesced.ask().toCompletableFuture();
        CompletableFuture<String> third = coalesced.ask().toCompletableFuture();

        assertThat(calls).hasSize(1);
        calls.get(0).complete("old");
        assertThat(first.join()).isEqualTo("old");
        assertThat(second).isNotDone();

        assertThat(calls).hasSize(2);
        calls.get(1).complete("new");
        assertThat(List.of(second.join(), third.join())).isEqualTo(List.of("new", "new"));
    }

    @Test
    void afterSilenceACallIsMadeAtOnce() {
        coalesced.ask();
        calls.get(0).complete("old");

        CompletableFuture<String> later = coalesced.ask().toCompletableFuture();

        calls.get(1).complete("new");
        assertThat(later.join()).isEqualTo("new");
    }

    @Test
    void aFailureIsToldToThoseWhoAskedForIt() {
        CompletableFuture<String> first = coalesced.ask().toCompletableFuture();
        CompletableFuture<String> second = coalesced.ask().toCompletableFuture();

        calls.get(0).completeExceptionally(new IllegalStateException("broker gone"));
        calls.get(1).complete("new");

        assertThatThrownBy(first::join).hasMessageContaining("broker gone");
        assertThat(second.join()).isEqualTo("new");
    }

    @Test
    void aCallThatCannotEvenBeginFailsAndBlocksNobody() {
        var broken = new Coalesced<String>(() -> {
            throw new IllegalStateException("closed");
        });

        assertThatThrownBy(() -> broken.ask().toCompletableFuture().join()).hasMessageContaining("closed");
        assertThatThrownBy(() -> broken.ask().toCompletableFuture().join()).hasMessageContaining("closed");
    }
}
