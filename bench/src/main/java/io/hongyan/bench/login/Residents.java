package io.hongyan.bench.login;

import io.hongyan.bench.Report;
import io.hongyan.client.connection.netty.Connections;
import java.util.ArrayList;
import java.util.List;

/** Devices that log in, some at a time, and stay: from then on they only show that they are there. */
public final class Residents {

    private static final long PATIENCE_SECONDS = 120;

    private Residents() {}

    /**
     * Lets them in.
     *
     * @param atOnce how many log in at a time
     * @throws IllegalArgumentException if some do not come in within two minutes
     */
    public static List<Comer> settle(int devices, int atOnce, Connections connections, Door door, Report report) {
        List<Comer> comers = new ArrayList<>();
        while (comers.size() < devices) {
            int more = Math.min(atOnce, devices - comers.size());
            var arrivals = new Arrivals(more);
            for (int i = 0; i < more; i++) {
                var comer = new Comer(connections, door.address(), door.token("idle-" + comers.size()));
                comers.add(comer);
                comer.come(arrivals);
            }
            if (!arrivals.await(PATIENCE_SECONDS)) {
                throw new IllegalArgumentException("Only %d of %d devices are in. Is the suite busy?"
                        .formatted(comers.size() - more + arrivals.count(), devices));
            }
            if (comers.size() % (10 * atOnce) == 0) {
                report.say("%d are in".formatted(comers.size()));
            }
        }
        comers.forEach(Comer::stay);
        return comers;
    }
}
