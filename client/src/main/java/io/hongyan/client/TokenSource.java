package io.hongyan.client;

import java.util.concurrent.CompletionStage;

/** Where tokens come from: usually the app's own back end. */
@FunctionalInterface
public interface TokenSource {

    /** A new token. Asked for at the first login, and when the server says that the last one is no longer good. */
    CompletionStage<String> newToken();
}
