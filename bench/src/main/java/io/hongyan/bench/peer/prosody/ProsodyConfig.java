package io.hongyan.bench.peer.prosody;

import io.hongyan.bench.peer.PeerArchive;
import io.hongyan.bench.peer.xmpp.Identity;
import java.nio.file.Path;

/**
 * What Prosody is told: everything in PostgreSQL, the archive for everybody and always, and of its modules only those that a scenario
 * needs.
 *
 * @param port for clients, without TLS
 * @param postgresPort of the archive
 * @param data the folder of what is not in PostgreSQL
 */
record ProsodyConfig(int port, int postgresPort, Path data) {

    /** The domain of rooms. */
    static final String ROOMS = "conference." + Identity.DOMAIN;

    /** As its file has it. */
    String lua() {
        return """
                run_as_root = true
                daemonize = false
                data_path = "%6$s"
                pidfile = "%6$s/prosody.pid"
                log = { { levels = { min = "warn" }, to = "console" } }
                interfaces = { "127.0.0.1" }
                network_settings = { tcp_backlog = 4096 }
                c2s_ports = { %2$d }
                s2s_ports = { }
                http_ports = { }
                https_ports = { }
                modules_enabled = { "disco", "mam", "roster", "saslauth", "smacks" }
                modules_disabled = { "s2s" }
                c2s_require_encryption = false
                allow_unencrypted_plain_auth = true
                authentication = "internal_plain"
                storage = "sql"
                sql = {
                    driver = "PostgreSQL", host = "127.0.0.1", port = %3$d,
                    database = "%4$s", username = "%4$s", password = "%4$s"
                }
                default_archive_policy = true
                archive_expires_after = "never"
                max_archive_query_results = 200
                VirtualHost "%1$s"
                Component "%5$s" "muc"
                    modules_enabled = { "muc_mam" }
                    muc_room_locking = false
                    muc_log_by_default = true
                    max_history_messages = 0
                """.formatted(Identity.DOMAIN, port, postgresPort, PeerArchive.NAME, ROOMS, data);
    }
}
