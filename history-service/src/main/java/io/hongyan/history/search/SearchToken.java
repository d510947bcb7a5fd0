package io.hongyan.history.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a search ends, in a form that callers hand back and do not read.
 *
 * @param search of which search; one of another makes no sense
 * @param asOfMs when that began, in milliseconds since 1970 UTC: what was sent later is not part of it
 * @param last the last hit of the page
 */
record SearchToken(int search, long asOfMs, Candidate last) {

    private static final String FORM = "1"; // should there be another one some day
    private static final Pattern CONVERSATION = Pattern.compile("[A-Za-z0-9._@:-]{1,131}");
    private static final int PARTS = 7;

    /** The token for what comes after. */
    String text() {
        String text = String.join(
                "/", // in no conversation's id
                FORM,
                Integer.toString(search),
                Long.toString(asOfMs),
                Long.toString(Double.doubleToLongBits(last.score())),
                Long.toString(last.timeMs()),
                last.conversationId(),
                Long.toString(last.seq()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** What a token stands for; null if nobody was ever given it. */
    static @Nullable SearchToken of(String token) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("/", -1);
            if (parts.length != PARTS
                    || !parts[0].equals(FORM)
                    || !CONVERSATION.matcher(parts[5]).matches()) {
                return null;
            }
            double score = Double.longBitsToDouble(Long.parseLong(parts[3]));
            var last = new Candidate(score, Long.parseLong(parts[4]), parts[5], Long.parseLong(parts[6]));
            return Double.isFinite(score)
                    ? new SearchToken(Integer.parseInt(parts[1]), Long.parseLong(parts[2]), last)
                    : null;
        } catch (IllegalArgumentException e) {
            return null; // not Base64, or not numbers
        }
    }
}
