package io.hongyan.bench.peer.ejabberd;

import io.hongyan.bench.Costs;
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

/**
 * ejabberd from Debian's packages. Its virtual machine is started as {@code ejabberdctl foreground} does, but as whoever runs the
 * benchmark, and without Erlang's distribution, so that no {@code epmd} is left behind.
 */
public final class Ejabberd implements XmppServer {

    private static final String NAME = "ejabberd";
    private static final String PACKAGES = "ejabberd erlang-p1-pgsql";
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final Path SCHEMA = Path.of("/usr/share/ejabberd/sql/pg.sql");
    private static final Path RESOLVER = Path.of("/etc/ejabberd/inetrc");

    private final Installation installation;
    private final PeerFolder folder;
    private final ArchivedProcess server;

    /**
     * What was found.
     *
     * @param erl starts the virtual machine
     * @param libraries the folder of ejabberd's own
     */
    private record Installation(Path erl, Path libraries, String version) {}

    private Ejabberd(Installation installation, PeerFolder folder, ArchivedProcess server) {
        this.installation = installation;
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

    private static Installation find() {
        Path erl = Debian.program("/usr/bin/erl").orElseThrow(Ejabberd::missing);
        Path own = Debian.in(LIBRARIES, "*-linux-gnu*").stream()
                .flatMap(libraries -> Debian.in(libraries, "ejabberd-*").stream())
                .findFirst()
                .orElseThrow(Ejabberd::missing);
        if (Debian.in(LIBRARIES.resolve("erlang/lib"), "p1_pgsql-*").isEmpty() || !Files.isReadable(SCHEMA)) {
            throw missing();
        }
        return new Installation(
                erl,
                own.resolve("..").normalize(),
                own.getFileName().toString().substring(NAME.length() + 1).replaceFirst("-.*", ""));
    }

    private static LauncherException missing() {
        return Debian.missing(NAME, PACKAGES);
    }

    /**
     * Starts its archive and itself.
     *
     * @param state the folder that it makes its own in
     */
    public static Ejabberd start(Path state) {
        Installation installation = find();
        PeerFolder folder = PeerFolder.fresh(state, NAME);
        PeerArchive archive = PeerArchive.start(folder);
        try {
            archive.run(SCHEMA);
            Path file = folder.write("ejabberd.yml", new EjabberdConfig(folder.port(), archive.port()).yaml());
            var process = PeerProcess.start(
                    NAME, command(installation, folder), environment(installation, folder, file), folder);
            return new Ejabberd(installation, folder, new ArchivedProcess(NAME, process, archive));
        } catch (LauncherException e) {
            archive.close();
            throw e;
        }
    }

    /** With the limits that {@code ejabberdctl} has unless somebody changes them. */
    private static List<String> command(Installation installation, PeerFolder folder) {
        return List.of(
                installation.erl().toString(),
                "+K",
                "true",
                "+P",
                "250000",
                "-mnesia",
                "dir",
                "\"" + folder.resolve("mnesia") + "\"",
                "-s",
                "ejabberd",
                "-noinput");
    }

    private static Map<String, String> environment(Installation installation, PeerFolder folder, Path file) {
        return Map.of(
                "ERL_LIBS", installation.libraries().toString(),
                "ERL_INETRC", RESOLVER.toString(),
                "ERL_MAX_PORTS", "32000",
                "ERL_MAX_ETS_TABLES", "1400",
                "ERL_CRASH_DUMP_BYTES", "0",
                "EJABBERD_CONFIG_PATH", file.toString(),
                "EJABBERD_LOG_PATH", folder.resolve("ejabberd.log").toString(),
                "HOME", folder.resolve("").toString());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String statement() {
        return ("ejabberd %s, archive (mod_mam), users, rosters and offline messages in a PostgreSQL of its own with the suite's"
                        + " settings, plain passwords; modules: disco, mam, muc, offline, roster, stream_mgmt")
                .formatted(installation.version());
    }

    @Override
    public int port() {
        return folder.port();
    }

    @Override
    public String rooms() {
        return EjabberdConfig.ROOMS;
    }

    @Override
    public void register(List<String> users) {
        server.archive()
                .each(
                        "INSERT INTO users (username, password) VALUES (?, '%s') ON CONFLICT (username) DO NOTHING"
                                .formatted(Identity.PASSWORD),
                        users);
    }

    /** How many messages its archive has, each of which is there once for its sender and once for its receiver. */
    long archived() {
        return server.archive().count("SELECT count(*) FROM archive");
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
