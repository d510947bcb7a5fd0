package io.hongyan.faults.run;

import io.hongyan.faults.oracle.ContentIds;
import io.hongyan.faults.schedule.Schedule;
import io.hongyan.faults.schedule.Settings;
import java.util.List;

/** What the messages of a schedule say, by their numbers. */
final class MessageNames {

    /** One of so many speaks to somebody by name, who is there or not, or to everyone. */
    private static final int MENTIONS_EACH = 3;

    private final Settings settings;
    private final List<String> users;

    MessageNames(Schedule schedule) {
        settings = schedule.settings();
        users = schedule.population().users();
    }

    /** The same for a number each time. */
    String of(int message) {
        String id = settings.name("m" + message);
        if (message % MENTIONS_EACH != 0) {
            return id;
        }
        int whom = message / MENTIONS_EACH % (users.size() + 1);
        return ContentIds.mentioning(id, whom == users.size() ? ContentIds.EVERYONE : users.get(whom));
    }
}
