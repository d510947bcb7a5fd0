package io.hongyan.message.api;

import java.util.List;
import java.util.regex.Pattern;

/** A back end whose credential was right. */
public final class Caller {

    private final String name;
    private final List<Pattern> senders;
    private final boolean mayRevoke;
    private final RateLimit limit;

    /**
     * A back end.
     *
     * @param name what events call it
     * @param senders whom it may send as: ids, in which {@code *} stands for any characters
     * @param mayRevoke whether it may take back tokens of those users
     * @param limit how often it may ask
     */
    public Caller(String name, List<String> senders, boolean mayRevoke, RateLimit limit) {
        this.name = name;
        this.senders = senders.stream().map(Caller::pattern).toList();
        this.mayRevoke = mayRevoke;
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

    /** Whether it may take back this user's tokens. */
    public boolean mayRevoke(String userId) {
        return mayRevoke && maySendAs(userId);
    }

    /** How often it may ask for anything. */
    public RateLimit limit() {
        return limit;
    }

    private static Pattern pattern(String sender) {
        return Pattern.compile(Pattern.quote(sender).replace("*", "\\E.*\\Q"));
    }
}
