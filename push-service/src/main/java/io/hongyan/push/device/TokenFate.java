package io.hongyan.push.device;

/** What became of a token that a provider called invalid. */
public enum TokenFate {
    /** It was stored, registered before it became invalid, and is dropped with its device. */
    DROPPED,
    /** The device has another token by now. */
    REPLACED,
    /** The device is gone, or registered this very token again after it became invalid: nothing was dropped. */
    KEPT
}
