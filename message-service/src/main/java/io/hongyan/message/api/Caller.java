package io.hongyan.message.api;

import java.util.List;
import java.util.regex.Pattern;

/** A back end whose credential was right. */
public final class Caller {

    private final String name;
    private final List<Pattern> senders;
    private final RateLimit limit;

    /**
     * A back end.
     *
     * @param name what events call it
     * @param senders whom it may send as: ids, in which {@code *} stands for any characters
     * @param limit how often it may
     */
    public Caller(String name, List<String> senders, RateLimit limit) {
        this.name = name;
        this.senders = senders.stream().map(Caller::pattern).toList();
        this.limit = limit;
    }

    /** What events call it. */
    public String name() {
        return name;
    }

    /** Whether it may send in this user's name. */
    public boolean maySendAs(String userId) {
        return senders.stream().anyMatch(sender -> sender.matcher(userId).matches());
    }

    /** How often it may send. */
    public RateLimit limit() {
        return limit;
    }

    private static Pattern pattern(String sender) {
        return Pattern.compile(Pattern.quote(sender).replace("*", "\\E.*\\Q"));
    }
}
