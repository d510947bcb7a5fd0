package io.hongyan.launcher.demo;

import java.io.Serial;

/** Something of the story did not happen; the message says what was there instead. */
final class UntrueException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UntrueException(String message) {
        super(message, null, false, false);
    }
}
