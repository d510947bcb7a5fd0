package io.hongyan.push.send.fcm;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.hongyan.push.send.AppsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The right to send, as Google's token endpoint gives it to the service account: for an hour, asked for in time. */
final class AccessTokens {

    private static final List<String> SCOPE = List.of("https://www.googleapis.com/auth/firebase.messaging");

    private final ServiceAccountCredentials account;
    private final Executor threads;
    private volatile GoogleCredentials credentials;

    private AccessTokens(ServiceAccountCredentials account, Executor threads) {
        this.account = account;
        this.credentials = account.createScoped(SCOPE);
        this.threads = threads;
    }

    /**
     * For the account in the file as it is now.
     *
     * @param transport how the token endpoint, which the file names, is reached
     * @param threads where calls that block may be made
     * @throws IOException if the file is not what Google gives
     * @throws IllegalArgumentException if it lacks the project
     */
    static AccessTokens read(AppsConfig.Fcm config, TokenTransport transport, Executor threads) throws IOException {
        try (InputStream file = Files.newInputStream(config.serviceAccount())) {
            // It would try again by itself, and an alert would wait for longer than its lease allows.
            var account = ServiceAccountCredentials.fromStream(file, () -> transport).toBuilder()
                    .setDefaultRetriesEnabled(false)
                    .build();
            if (account.getProjectId() == null) {
                throw new IllegalArgumentException("it has no project_id");
            }
            return new AccessTokens(account, threads);
        }
    }

    /** The project whose apps are sent to. */
    String project() {
        String project = account.getProjectId();
        if (project == null) {
            throw new IllegalStateException("an account without a project was taken");
        }
        return project;
    }

    /** A token that is good for minutes at least: the one at hand, or a new one. Fails if there is none to be had. */
    CompletionStage<String> get() {
        GoogleCredentials current = credentials;
        return CompletableFuture.supplyAsync(() -> ask(current), threads);
    }

    /** Google does not accept the token: the next one is a new one. */
    synchronized void forget(String token) {
        AccessToken held = credentials.getAccessToken();
        if (held != null && held.getTokenValue().equals(token)) { // else it is forgotten already
            credentials = account.createScoped(SCOPE);
        }
    }

    private static String ask(GoogleCredentials credentials) {
        try {
            credentials.refreshIfExpired(); // many may ask: one does, the others wait for it
            AccessToken token = credentials.getAccessToken();
            if (token == null) {
                throw new IllegalStateException("the token endpoint gave no token");
            }
            return token.getTokenValue();
        } catch (IOException e) {
            throw new TokenException(e);
        }
    }

    /** There is no token to be had. The message is Google's library's, which quotes the answer: it stays out of logs. */
    static final class TokenException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TokenException(IOException cause) {
            super(cause);
        }
    }
}
