package io.hongyan.push.send;

import io.hongyan.proto.push.v1.PushPreview;

/** How much alerts say; each says less than the one before. */
public enum Preview {
    /** Who writes, where, and what. */
    FULL,
    /** Who writes and where, not what. */
    SENDER,
    /** That there is a message. */
    NOTHING;

    /** As much as the user wants, and no more than this. */
    public Preview within(PushPreview wanted) {
        Preview asked = switch (wanted) {
            case PUSH_PREVIEW_UNSPECIFIED, PUSH_PREVIEW_FULL, UNRECOGNIZED -> FULL;
            case PUSH_PREVIEW_SENDER -> SENDER;
            case PUSH_PREVIEW_NOTHING -> NOTHING;
        };
        return asked.compareTo(this) > 0 ? asked : this;
    }

    /** The same, as the contract has it. */
    public PushPreview told() {
        return switch (this) {
            case FULL -> PushPreview.PUSH_PREVIEW_FULL;
            case SENDER -> PushPreview.PUSH_PREVIEW_SENDER;
            case NOTHING -> PushPreview.PUSH_PREVIEW_NOTHING;
        };
    }
}
