package io.hongyan.push.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a device shows by our alerts, as far as we know.
 *
 * @param badge the last badge that it was sent; 0 if none is shown
 * @param toldAt when it was last told of a message of this conversation that its user has not seen since; null if never
 * @param told of how many such messages it was told, at most {@link #TOLD_MAX}
 * @param toldOfThis whether it was told of this very message
 * @param speaksOfThis whether what it shows of this conversation are the words of this very message
 * @param underway whether another alert of this device, for which this one has to wait, is in somebody's hands just now: a silent
 *     one and any other take turns, and so do those of messages of one conversation
 * @param takesSilent whether it can be sent something that it does not show
 * @param toldLater the alert by which it was told of a later message of this conversation that its user has not seen since; null
 *     if by none
 */
public record Screen(
        long badge,
        @Nullable Instant toldAt,
        int told,
        boolean toldOfThis,
        boolean speaksOfThis,
        boolean underway,
        boolean takesSilent,
        @Nullable String toldLater) {

    /** One that was told of nothing later. */
    public Screen(
            long badge,
            @Nullable Instant toldAt,
            int told,
            boolean toldOfThis,
            boolean speaksOfThis,
            boolean underway,
            boolean takesSilent) {
        this(badge, toldAt, told, toldOfThis, speaksOfThis, underway, takesSilent, null);
    }

    /** Nobody counts further. */
    public static final int TOLD_MAX = 99;

    /** Nothing at all. */
    public static final Screen BLANK = new Screen(0, null, 0, false, false, false, true);
}
