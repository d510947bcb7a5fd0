package io.hongyan.history.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes a request wants, by the field {@code Range} of RFC 9110. */
public sealed interface Part {

    /** All of them: nothing else was asked, or something that needs not be understood, such as several ranges. */
    record All() implements Part {}

    /** Some: from an offset on, at least one. */
    record Some(long offset, long length) implements Part {}

    /** None that there are. */
    record Nothing() implements Part {}

    /** The form of one range: a first and a last byte, or one of them. */
    Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /**
     * Reads the field.
     *
     * @param range its value; null if there is none
     * @param size how many bytes there are, at least 1
     */
    static Part of(@Nullable String range, long size) {
        Matcher one = ONE.matcher(range == null ? "" : range);
        if (!one.matches()) {
            return new All();
        }
        String first = one.group(1);
        String last = one.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new All() : ending(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        if (from >= size) {
            return new Nothing();
        }
        return !last.isEmpty() && Long.parseLong(last) < from ? new All() : new Some(from, to - from + 1);
    }

    private static Part ending(long bytes, long size) {
        long length = Math.min(bytes, size);
        return length == 0 ? new Nothing() : new Some(size - length, length);
    }
}
