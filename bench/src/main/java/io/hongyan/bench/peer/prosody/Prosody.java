package io.hongyan.bench.peer.prosody;

import io.hongyan.bench.Costs;
import io.hongyan.bench.OpenLoop;
import io.hongyan.bench.peer.ArchivedProcess;
import io.hongyan.bench.peer.Debian;
import io.hongyan.bench.peer.PeerArchive;
import io.hongyan.bench.peer.PeerFolder;
import io.hongyan.bench.peer.PeerProcess;
import io.hongyan.bench.peer.xmpp.Identity;
import io.hongyan.bench.peer.xmpp.XmppServer;
import io.hongyan.launcher.LauncherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prosody from Debian's packages, in the foreground. */
public final class Prosody implements XmppServer {

    private static final String NAME = "prosody";
    private static final Path LIBRARIES = Path.of("/usr/lib");
    // It listens before it has them.
    private static final String TABLES =
            "SELECT count(*) FROM pg_tables WHERE tablename IN ('prosody', 'prosodyarchive')";
    private static final long TABLES_SECONDS_MAX = 30;

    private final PeerFolder folder;
    private final ArchivedProcess server;

    private Prosody(PeerFolder folder, ArchivedProcess server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Makes sure that it is there.
     *
     * @throws LauncherException that names its packages, if it is not
     */
    public static void requireInstalled() {
        find();
    }

    private static Path find() {
        boolean client = Debian.in(LIBRARIES, "*-linux-gnu*").stream()
                .flatMap(libraries -> Debian.in(libraries.resolve("lua"), "5.*").stream())
                .anyMatch(lua -> Files.exists(lua.resolve("dbd/postgresql.so")));
        return Debian.program("/usr/bin/prosody")
                .filter(_ -> client)
                .orElseThrow(() -> Debian.missing(NAME, "prosody lua-dbi-postgresql"));
    }

    /**
     * Starts its archive and itself.
     *
     * @param state the folder that it makes its own in
     */
    public static Prosody start(Path state) {
        Path program = find();
        PeerFolder folder = PeerFolder.fresh(state, NAME);
        PeerArchive archive = PeerArchive.start(folder);
        try {
            Path data = folder.folder("data");
            Path file = folder.write("prosody.cfg.lua", new ProsodyConfig(folder.port(), archive.port(), data).lua());
            var process = PeerProcess.start(
                    NAME, List.of(program.toString(), "-F", "--config", file.toString()), Map.of(), folder);
            if (!OpenLoop.settled(() -> archive.count(TABLES) == 2, TABLES_SECONDS_MAX)) {
                process.close();
                throw new LauncherException("prosody does not make its tables. Its log says why: "
                        + folder.resolve("logs").resolve(NAME + ".log"));
            }
            return new Prosody(folder, new ArchivedProcess(NAME, process, archive));
        } catch (LauncherException e) {
            archive.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String statement() {
        return "Prosody, archive (mod_mam), users, rosters and offline messages in a PostgreSQL of its own with the suite's"
                + " settings, plain passwords; modules: disco, mam, muc, muc_mam, offline, roster, smacks";
    }

    @Override
    public int port() {
        return folder.port();
    }

    @Override
    public String rooms() {
        return ProsodyConfig.ROOMS;
    }

    @Override
    public void register(List<String> users) {
        server.archive().each("""
                INSERT INTO prosody (host, "user", store, key, type, value)
                VALUES ('%s', ?, 'accounts', 'password', 'string', '%s') ON CONFLICT DO NOTHING""".formatted(Identity.DOMAIN, Identity.PASSWORD), users);
    }

    /** How many messages its archive has, each of which is there once for its sender and once for its receiver. */
    long archived() {
        return server.archive().count("SELECT count(*) FROM prosodyarchive");
    }

    @Override
    public Costs costs() {
        return server.costs();
    }

    @Override
    public void close() {
        server.close();
    }
}
