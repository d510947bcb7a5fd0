package io.hongyan.connector.login;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whose tokens are taken back: by user, from when on those that are issued are good again. Safe for many threads. */
public final class Revocations {

    private final Map<String, Instant> goodFrom = new ConcurrentHashMap<>();

    /** Takes back what was issued to a user before a moment. A moment before one that is known changes nothing. */
    public void revoke(String userId, Instant issuedBefore) {
        goodFrom.merge(userId, issuedBefore, (known, told) -> told.isAfter(known) ? told : known);
    }

    /** Whether a token that was issued then is taken back. */
    public boolean refuses(String userId, Instant issued) {
        Instant from = goodFrom.get(userId);
        return from != null && issued.isBefore(from);
    }

    /** Of how many users. */
    public int size() {
        return goodFrom.size();
    }
}
