package io.hongyan.message.unread;

/** As many requests wait for the projection as may. */
public final class TooManyWaitingException extends RuntimeException {

    /** Says how many that are. */
    public TooManyWaitingException(int waitersMax) {
        super("%d requests wait for the projection already.".formatted(waitersMax), null, false, false);
    }
}
