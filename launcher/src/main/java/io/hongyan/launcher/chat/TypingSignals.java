package io.hongyan.launcher.chat;

import io.hongyan.client.ChatClient;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells the others that something is being typed: at the first key, and again before they would forget it. */
final class TypingSignals {

    private static final long REPEAT_NANOS = Duration.ofSeconds(7).toNanos();

    private final ChatClient client;
    private final News news;
    private final LongSupplier nanos;
    private boolean told;
    private long toldAt;

    TypingSignals(ChatClient client, News news, LongSupplier nanos) {
        this.client = client;
        this.news = news;
        this.nanos = nanos;
    }

    void typed() {
        String open = news.openId();
        if (open != null && (!told || nanos.getAsLong() - toldAt > REPEAT_NANOS)) {
            told = true;
            toldAt = nanos.getAsLong();
            client.typing(open, true);
        }
    }

    /** The line went away. A message says by itself that its writer has stopped. */
    void sent() {
        told = false;
    }
}
