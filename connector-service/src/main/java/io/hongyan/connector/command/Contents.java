package io.hongyan.connector.command;

import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.error.v1.ErrorCode;
import java.util.regex.Pattern;

/** What the content of a message may look like. Whether what it refers to exists is the sequencer's to say. */
final class Contents {

    private static final int TEXT_CODE_POINTS_MAX = 8000;
    private static final int FALLBACK_CHARS_MAX = 200;
    private static final int MENTIONS_MAX = 100;
    private static final int FORWARDS_MAX = 1_000;
    private static final Pattern CUSTOM_TYPE = Pattern.compile("[A-Za-z0-9._/+-]{1,100}");

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
        int bytes = content.getSerializedSize();
        if (bytes > contentBytesMax) {
            throw tooLarge("The content has " + bytes + " bytes; at most " + contentBytesMax + " are allowed.");
        }
        switch (content.getKindCase()) {
            case TEXT -> checkText(content.getText());
            case CUSTOM -> checkCustom(content.getCustom());
            case KIND_NOT_SET -> throw Arguments.invalid("content needs text or custom.");
        }
        checkMentions(content.getMentions());
        checkReferences(content);
    }

    private static void checkReferences(Content content) {
        if (content.hasReplyTo()) {
            long seq =
                    Arguments.seq("content.reply_to.seq", content.getReplyTo().getSeq());
            if (Long.compareUnsigned(content.getReplyTo().getThreadSeq(), seq) > 0) {
                throw Arguments.invalid("content.reply_to.thread_seq must be at most its seq.");
            }
        }
        if (content.getForwards() < 0 || content.getForwards() > FORWARDS_MAX) {
            throw Arguments.invalid("content.forwards must be at most " + FORWARDS_MAX + ".");
        }
    }

    private static void checkMentions(Mentions mentions) {
        if (mentions.getUserIdsCount() > MENTIONS_MAX) {
            throw Arguments.invalid("content.mentions must name at most " + MENTIONS_MAX + " users.");
        }
        if (!mentions.getUserIdsList().stream().allMatch(Arguments::isUser)) {
            throw Arguments.invalid("content.mentions.user_ids must each be 1 to 64 characters of [A-Za-z0-9._@-].");
        }
    }

    private static void checkText(String text) {
        int length = text.codePointCount(0, text.length());
        if (length == 0) {
            throw Arguments.invalid("content.text must not be empty.");
        }
        if (length > TEXT_CODE_POINTS_MAX) {
            throw tooLarge(
                    "The text has " + length + " code points; at most " + TEXT_CODE_POINTS_MAX + " are allowed.");
        }
    }

    private static void checkCustom(Custom custom) {
        if (!CUSTOM_TYPE.matcher(custom.getType()).matches()) {
            throw Arguments.invalid("content.custom.type must be 1 to 100 characters of [A-Za-z0-9._/+-].");
        }
        String fallback = custom.getFallback();
        if (fallback.codePointCount(0, fallback.length()) > FALLBACK_CHARS_MAX) {
            throw Arguments.invalid("content.custom.fallback must have at most " + FALLBACK_CHARS_MAX + " characters.");
        }
    }

    private static SuiteException tooLarge(String sentence) {
        return new SuiteException(Errors.of(ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE, sentence));
    }
}
