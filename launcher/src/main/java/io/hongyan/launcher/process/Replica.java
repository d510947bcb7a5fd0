package io.hongyan.launcher.process;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the processes of a service.
 *
 * @param service which
 * @param number from 1
 */
public record Replica(Service service, int number) {

    /** The first of a service; in a development suite there is no other. */
    public static Replica first(Service service) {
        return new Replica(service, 1);
    }

    /** So many of each service, all first ones first, each round in the order in which services are best started. */
    static List<Replica> ofEach(int count) {
        List<Replica> all = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            for (Service service : Service.values()) {
                all.add(new Replica(service, number));
            }
        }
        return all;
    }

    /** The name of its process, log and configuration: {@code connector}, {@code connector-2}. */
    public String name() {
        return named(service.shortName());
    }

    /** How it is told of: {@code connector-service}, {@code connector-service-2}. */
    public String title() {
        return named(service.module());
    }

    private String named(String name) {
        return number == 1 ? name : name + "-" + number;
    }
}
