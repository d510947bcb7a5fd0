package io.hongyan.bench.peer.ejabberd;

import io.hongyan.bench.peer.PeerArchive;
import io.hongyan.bench.peer.xmpp.Identity;

/**
 * What ejabberd is told: the archive for everybody and always, nothing that slows clients down (with its own backlog of 5, connections
 * that come at once wait a second and more for the next attempt of TCP), and of its modules only those that a
 * scenario needs, so that it does no work that nobody looks at.
 *
 * @param port for clients, without TLS
 * @param postgresPort of the archive
 */
record EjabberdConfig(int port, int postgresPort) {

    /** The domain of rooms. */
    static final String ROOMS = "conference." + Identity.DOMAIN;

    /** As its file has it. */
    String yaml() {
        return """
                loglevel: warning
                log_rotate_count: 0
                hosts:
                  - %1$s
                listen:
                  -
                    port: %2$d
                    ip: "127.0.0.1"
                    module: ejabberd_c2s
                    backlog: 4096
                    access: all
                    shaper: none
                    starttls: false
                    max_stanza_size: 262144
                auth_method: sql
                auth_password_format: plain
                default_db: sql
                sql_type: pgsql
                sql_server: "127.0.0.1"
                sql_port: %3$d
                sql_database: %4$s
                sql_username: %4$s
                sql_password: %4$s
                shaper_rules:
                  max_user_offline_messages: 1000000
                modules:
                  mod_disco: {}
                  mod_mam:
                    db_type: sql
                    default: always
                    assume_mam_usage: true
                  mod_muc:
                    host: %5$s
                    db_type: sql
                    history_size: 0
                    max_users: 20000
                    default_room_options:
                      mam: true
                      max_users: 20000
                  mod_offline:
                    db_type: sql
                  mod_roster:
                    db_type: sql
                  mod_stream_mgmt: {}
                """.formatted(Identity.DOMAIN, port, postgresPort, PeerArchive.NAME, ROOMS);
    }
}
