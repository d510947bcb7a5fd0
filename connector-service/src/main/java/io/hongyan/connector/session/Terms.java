package io.hongyan.connector.session;

import io.hongyan.connector.login.LoginConfig;
import java.time.Duration;

/**
 * The times that a connection must keep.
 *
 * @param helloTimeMax how long after connecting Hello must have come
 * @param answerTimeMax how long the suite may take to answer Hello
 * @param heartbeatMin the shortest interval that a client gets
 * @param heartbeatMax the longest
 * @param heartbeatUsual the one for clients without a wish
 * @param lingerMax how long a closed socket is kept so that the client can read why
 * @param closeAtExpiry whether the connection ends when its token expires
 */
public record Terms(
        Duration helloTimeMax,
        Duration answerTimeMax,
        Duration heartbeatMin,
        Duration heartbeatMax,
        Duration heartbeatUsual,
        Duration lingerMax,
        boolean closeAtExpiry) {

    /** The terms that the configuration sets. */
    public static Terms of(LoginConfig login, HeartbeatConfig heartbeat, LimitsConfig limits) {
        return new Terms(
                login.timeMax(),
                login.answerTimeMax(),
                heartbeat.intervalMin(),
                heartbeat.intervalMax(),
                heartbeat.intervalUsual(),
                limits.lingerMax(),
                login.closeAtExpiry());
    }

    /** The interval for a client that asks for so many milliseconds; 0: no wish. */
    public Duration heartbeat(long wishMillis) {
        Duration wish = wishMillis == 0 ? heartbeatUsual : Duration.ofMillis(wishMillis);
        if (wish.compareTo(heartbeatMin) < 0) {
            return heartbeatMin;
        }
        return wish.compareTo(heartbeatMax) > 0 ? heartbeatMax : wish;
    }
}
