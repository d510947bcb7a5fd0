package io.hongyan.faults.stage;

import io.hongyan.launcher.process.Replica;
import io.hongyan.launcher.process.Suite;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What each service's process occupies, and the bound that must hold: its heap and a fixed share for all else. */
public final class Memory {

    /** Code, stacks, buffers outside the heap, and the shared cache of classes; as measured, with room. */
    public static final int BESIDE_HEAP_MEGABYTES = 288;

    private final Suite suite;
    private final Map<String, Long> most = new TreeMap<>();

    /** Of a suite. */
    public Memory(Suite suite) {
        this.suite = suite;
    }

    /** Looks, and says who is beyond the bound. */
    public Stream<String> complaints() {
        return suite.replicas().stream().flatMap(replica -> look(replica).stream());
    }

    /** The most that each was seen to occupy, in mebibytes. */
    public Map<String, Long> most() {
        return new TreeMap<>(most);
    }

    private Optional<String> look(Replica replica) {
        long megabytes = suite.process(replica).usage().residentKilobytes() / 1024;
        most.merge(replica.name(), megabytes, Math::max);
        int bound = replica.service().heapMegabytes() + BESIDE_HEAP_MEGABYTES;
        return megabytes <= bound
                ? Optional.empty()
                : Optional.of("%s occupies %d MiB, more than %d.".formatted(replica.title(), megabytes, bound));
    }
}
