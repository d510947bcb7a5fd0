package io.hongyan.connector.command;

import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.error.v1.ErrorCode;
import java.util.List;

/**
 * How many conversations a user may have pinned. The sequencer, which sees one conversation at a time, cannot say; what is asked
 * before is whether there is room now. Two devices that pin at the same moment may both find some.
 */
public final class Pins {

    /** As many as a list shows before it is no longer one. */
    public static final int MAX = 100;

    private Pins() {}

    /**
     * Sees whether one more may be pinned.
     *
     * @param pinned what is
     * @throws SuiteException if not; to pin again what is pinned needs no room
     */
    public static void requireRoom(List<String> pinned, String conversationId) {
        if (pinned.size() >= MAX && !pinned.contains(conversationId)) {
            throw new SuiteException(Errors.of(
                    ErrorCode.ERROR_CODE_LIMIT_REACHED,
                    "At most " + MAX + " conversations can be pinned; unpin one first."));
        }
    }
}
