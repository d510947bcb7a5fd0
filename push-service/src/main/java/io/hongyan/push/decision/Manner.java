package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushPreview;

/**
 * How an alert speaks.
 *
 * @param language the device's, as a tag of BCP 47; empty if it did not say
 * @param preview how much the user wants it to say
 */
public record Manner(String language, PushPreview preview) {

    /** Of who has not said anything. */
    public static final Manner UNSAID = new Manner("", PushPreview.PUSH_PREVIEW_UNSPECIFIED);
}
