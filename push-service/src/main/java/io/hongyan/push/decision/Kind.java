package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushKind;

/** What a decision is about. */
public enum Kind {
    /** A message that the user is to be alerted of. */
    MESSAGE,
    /** The user has read on another device: what this one shows is to go, and its badge to change. */
    CLEAR,
    /** A message that this device was told of was taken back: its words are to go. */
    RECALL;

    /** The same, as the topic has it. */
    public PushKind told() {
        return switch (this) {
            case MESSAGE -> PushKind.PUSH_KIND_MESSAGE;
            case CLEAR -> PushKind.PUSH_KIND_CLEAR;
            case RECALL -> PushKind.PUSH_KIND_RECALL;
        };
    }
}
