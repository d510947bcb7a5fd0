package io.hongyan.message.unread;

/** The projection did not get in time to what the caller knows to exist. It will: the same may be asked again. */
public final class NotReachedException extends RuntimeException {

    /** Says what was waited for, and for how long. */
    public NotReachedException(String message) {
        super(message, null, false, false); // a stack would say nothing
    }
}
