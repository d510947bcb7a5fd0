package io.hongyan.faults.run;

import io.hongyan.faults.schedule.Victim;
import io.hongyan.launcher.process.ChildProcess;
import io.hongyan.launcher.process.Replica;
import io.hongyan.launcher.process.Server;
import io.hongyan.launcher.process.Service;
import io.hongyan.launcher.process.Suite;
import java.util.List;
import java.util.Optional;

/** Kills, pauses and restarts the processes of a suite. Used by one thread, like the suite. */
final class Processes {

    private final Suite suite;

    Processes(Suite suite) {
        this.suite = suite;
    }

    /** Kills one and starts it again. It is not waited for: the next fault may hit while it starts. */
    void kill(Victim victim, int number) {
        process(victim, number).kill();
        start(victim, number);
    }

    /** Kills all of a service. */
    void killAll(Victim victim) {
        for (int number = 1; number <= victim.processes(); number++) {
            process(victim, number).kill();
        }
    }

    /** Starts all of a service. */
    void startAll(Victim victim) {
        for (int number = 1; number <= victim.processes(); number++) {
            start(victim, number);
        }
    }

    void pause(Victim victim, int number) {
        process(victim, number).pause();
    }

    /** Lets one go on, unless it has been killed since. */
    void resume(Victim victim, int number) {
        ChildProcess process = process(victim, number);
        if (process.isAlive()) {
            process.resume();
        }
    }

    /** Asks one to end, waits, and starts it again. One that stands still is not asked: it could not hear. */
    void restart(Victim victim, int number) {
        resume(victim, number);
        replica(victim, number).ifPresent(suite::stop);
        start(victim, number);
    }

    /** Restarts everything, one after the other, each ready before the next. */
    void roll() {
        for (Replica replica : suite.replicas()) {
            suite.process(replica).resume();
            suite.stop(replica);
            suite.start(replica);
            suite.awaitReady(List.of(replica), (_, _) -> {});
        }
    }

    void awaitReady() {
        suite.awaitReady(suite.replicas(), (_, _) -> {});
    }

    private void start(Victim victim, int number) {
        replica(victim, number).ifPresentOrElse(suite::start, () -> suite.start(server(victim)));
    }

    private ChildProcess process(Victim victim, int number) {
        return replica(victim, number).map(suite::process).orElseGet(() -> suite.process(server(victim)));
    }

    /** The process of a service; empty for a server. */
    static Optional<Replica> replica(Victim victim, int number) {
        return Service.named(victim.word()).map(service -> new Replica(service, number));
    }

    private static Server server(Victim victim) {
        return Server.valueOf(victim.name());
    }
}
