package io.hongyan.message.api;

import java.util.regex.Pattern;

/** How ids and keys are formed. */
public final class Form {

    static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    static final Pattern DUO = Pattern.compile("d:(?<low>" + USER + "):(?<high>" + USER + ")");

    /** 26 characters of Crockford's base 32, which has no i, l, o and u. */
    static final Pattern GROUP = Pattern.compile("g:[0-9a-hjkmnp-tv-z]{26}");

    static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[ -~]{1,64}");

    private Form() {}

    /** What may be anything is not written into a log as it came. */
    public static String printable(String userId) {
        return userId.length() <= 64 && userId.chars().allMatch(c -> c > ' ' && c <= '~') ? userId : "(no user id)";
    }
}
