package io.hongyan.push.send.http;

import io.hongyan.push.send.Reply;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** What is told of an attempt without an answer, or with one that cannot be trusted to be fit for a log. */
public final class HttpFailure {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_ .:-]{1,80}");

    private HttpFailure() {}

    /** A call that failed. Names no more than the kind of failure: messages may quote addresses, which are secrets. */
    public static Reply reply(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new Reply.Unavailable(
                cause instanceof TimeoutException ? "Timeout" : cause.getClass().getSimpleName());
    }

    /** Somebody else's word if it is fit for a log, else what stands for it. */
    public static String word(String said, String otherwise) {
        return WORD.matcher(said).matches() ? said : otherwise;
    }
}
