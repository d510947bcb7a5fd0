package io.hongyan.history.audit;

import io.hongyan.proto.content.v1.Content;

/** What became, after a slice, of what an event of it says. */
public sealed interface Fate {

    /** It is gone: the message was taken back, or the edit is no longer the last one. */
    record Gone() implements Fate {}

    /** The message was edited, and says this. */
    record Replaced(Content content) implements Fate {}

    /** Nothing: it says the same. */
    record Kept() implements Fate {}

    /** That would take too much reading to know. */
    record Unknown() implements Fate {}
}
