package io.hongyan.faults.run;

import io.hongyan.faults.schedule.Act;
import io.hongyan.faults.schedule.Victim;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.Service;
import io.hongyan.launcher.process.Suite;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Does to processes what the schedule says, and counts it. Used by one thread, like the suite. */
final class Saboteur {

    private final Suite suite;
    private final Map<String, Integer> injected = new TreeMap<>();
    private final Set<Victim> paused = EnumSet.noneOf(Victim.class);

    Saboteur(Suite suite) {
        this.suite = suite;
    }

    void perform(Act.Fault fault) {
        Service service = serviceOf(fault.victim());
        switch (fault) {
            case Act.Kill kill -> {
                suite.process(service).kill();
                paused.remove(kill.victim());
                suite.start(service); // and it is not waited for: the next fault may hit while it starts
                injected.merge(kill.toString(), 1, Integer::sum);
            }
            case Act.Pause pause -> {
                suite.process(service).pause();
                paused.add(pause.victim());
                injected.merge(pause.toString(), 1, Integer::sum);
            }
            case Act.Resume resume -> {
                suite.process(service).resume();
                paused.remove(resume.victim());
            }
        }
    }

    /**
     * Lets everything run again, and returns when all is ready.
     *
     * @throws LauncherException if a service ended by itself, or does not become ready
     */
    void heal() {
        paused.forEach(victim -> suite.process(serviceOf(victim)).resume());
        paused.clear();
        suite.awaitReady(List.of(Service.values()), (what, after) -> {});
    }

    /** How many faults of each kind there were. */
    Map<String, Integer> injected() {
        return new TreeMap<>(injected);
    }

    private static Service serviceOf(Victim victim) {
        return switch (victim) {
            case CONNECTOR -> Service.CONNECTOR;
            case MESSAGE -> Service.MESSAGE;
            case PRESENCE -> Service.PRESENCE;
            case HISTORY -> Service.HISTORY;
            case PUSH -> Service.PUSH;
        };
    }
}
