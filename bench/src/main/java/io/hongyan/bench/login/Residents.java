package io.hongyan.bench.login;

import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Guest;
import java.util.List;

/** Devices that log in, some at a time, and stay: from then on they only show that they are there. */
public final class Residents {

    private static final long PATIENCE_SECONDS = 120;

    private Residents() {}

    /**
     * Lets them in.
     *
     * @param atOnce how many log in at a time
     * @return all of them
     * @throws IllegalArgumentException if some do not come in within two minutes
     */
    public static List<Guest> settle(List<Guest> devices, int atOnce, Report report) {
        for (int in = 0; in < devices.size(); in += atOnce) {
            List<Guest> next = devices.subList(in, Math.min(devices.size(), in + atOnce));
            var arrivals = new Arrivals(next.size());
            next.forEach(device -> device.come(arrivals));
            if (!arrivals.await(PATIENCE_SECONDS)) {
                throw new IllegalArgumentException(
                        "Only %d of %d devices are in. Is it busy?".formatted(in + arrivals.count(), devices.size()));
            }
            if ((in / atOnce + 1) % 10 == 0) {
                report.say("%d are in".formatted(in + next.size()));
            }
        }
        devices.forEach(Guest::stay);
        return devices;
    }
}
