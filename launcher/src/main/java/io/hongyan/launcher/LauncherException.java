package io.hongyan.launcher;

/** Something did not work; the message is a sentence that says what to do. */
public final class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With the sentence. */
    public LauncherException(String sentence) {
        super(sentence);
    }

    /** With the sentence, and what lies behind it. */
    public LauncherException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
