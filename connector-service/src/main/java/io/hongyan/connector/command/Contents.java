package io.hongyan.connector.command;

import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.content.ContentRules;
import io.hongyan.proto.content.Objection;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.error.v1.ErrorCode;

/** What the content of a message may look like. Whether what it refers to exists is the sequencer's to say. */
final class Contents {

    private static final int TEXT_CODE_POINTS_MAX = 8000;

    private final int contentBytesMax;

    /** Contents of at most so many bytes. */
    Contents(int contentBytesMax) {
        this.contentBytesMax = contentBytesMax;
    }

    /**
     * Checks what somebody wants to say.
     *
     * @throws SuiteException that names the field which is not as it must be
     */
    void check(Content content) {
        Objection objection = ContentRules.objection(content, TEXT_CODE_POINTS_MAX, contentBytesMax);
        if (objection != null) {
            throw objection.tooLarge()
                    ? new SuiteException(Errors.of(ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE, objection.sentence()))
                    : Arguments.invalid(objection.sentence());
        }
    }
}
