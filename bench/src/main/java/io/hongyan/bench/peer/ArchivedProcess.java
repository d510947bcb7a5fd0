package io.hongyan.bench.peer;

import io.hongyan.bench.Costs;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A peer's server and the PostgreSQL that it writes into.
 *
 * @param name what the server is called
 */
public record ArchivedProcess(String name, PeerProcess process, PeerArchive archive) implements AutoCloseable {

    /** What both have consumed until now. */
    public Costs costs() {
        Map<String, ProcessHandle> roots = new LinkedHashMap<>();
        roots.put(name, process.handle());
        archive.handle().ifPresent(postmaster -> roots.put("postgres", postmaster));
        return Costs.of(roots);
    }

    /** Ends the server, then its archive. */
    @Override
    public void close() {
        try {
            process.close();
        } finally {
            archive.close();
        }
    }
}
