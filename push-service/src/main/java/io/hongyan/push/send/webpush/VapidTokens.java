package io.hongyan.push.send.webpush;

import com.interaso.webpush.WebPush;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tokens by which push services know who sends, one for each. A signature costs more than all else of an alert, so
 * a token is used for half of its life.
 */
final class VapidTokens {

    private static final Duration GOOD_FOR = Duration.ofHours(12); // at most 24, says RFC 8292
    private static final int SERVICES_MAX = 200; // those of the list, but *. may stand for many

    private record Held(String token, Instant renewAt) {}

    private final WebPush sender;
    private final InstantSource clock;
    private final Map<String, Held> byService = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
            return size() > SERVICES_MAX;
        }
    };

    VapidTokens(WebPush sender, InstantSource clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /** A token for the service of an endpoint. */
    String of(String endpoint) {
        String service = sender.getAudience(endpoint);
        Instant now = clock.instant();
        synchronized (byService) {
            Held held = byService.get(service);
            if (held != null && now.isBefore(held.renewAt())) {
                return held.token();
            }
        }
        String token = sender.getToken(service, (int) GOOD_FOR.toSeconds());
        synchronized (byService) {
            byService.put(service, new Held(token, now.plus(GOOD_FOR.dividedBy(2))));
        }
        return token;
    }
}
