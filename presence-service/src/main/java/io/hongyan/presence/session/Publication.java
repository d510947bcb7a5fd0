package io.hongyan.presence.session;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Sees to it that each transition gets into the log, and that the latest one is the last there, although several
 * publishers may work on the same user and each may die at any moment. Pure.
 *
 * <p>A publisher works for something that is done again after a crash: a record of the log, or a life that is over. Its
 * token names that. It notes the token together with the change, publishes the presence as it is then, and takes the token
 * back; whatever has become newer in between it publishes too, so that an old presence that went out late never is the
 * last word. Whoever finds its own token died on the way, and publishes again.
 */
public final class Publication {

    /** Beyond this the oldest are forgotten: those who crashed and whose work was never done again. */
    static final int UNCONFIRMED_MAX = 16;

    private Publication() {}

    /** Whether the holder of this token has to publish the presence. */
    public static boolean isDue(UserSessions user, String token) {
        return user.presence().version() > user.published()
                || user.unconfirmed().contains(token);
    }

    /** The holder of this token begins to publish. */
    public static UserSessions begun(UserSessions user, String token) {
        Set<String> unconfirmed = new LinkedHashSet<>(user.unconfirmed());
        unconfirmed.add(token);
        Iterator<String> oldestFirst = unconfirmed.iterator();
        while (unconfirmed.size() > UNCONFIRMED_MAX) {
            oldestFirst.next();
            oldestFirst.remove();
        }
        return with(user, user.published(), unconfirmed);
    }

    /** The presence of this version is in the log. If it is no longer the latest, the holder has to publish again. */
    public static UserSessions confirmed(UserSessions user, String token, long version) {
        Set<String> unconfirmed = new LinkedHashSet<>(user.unconfirmed());
        if (version >= user.presence().version()) {
            unconfirmed.remove(token);
        }
        return with(user, Math.max(user.published(), version), unconfirmed);
    }

    private static UserSessions with(UserSessions user, long published, Set<String> unconfirmed) {
        return new UserSessions(user.live(), user.closed(), user.presence(), published, unconfirmed);
    }
}
