package io.hongyan.bench.peer.ejabberd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EjabberdConfigTest {

    private final String yaml = new EjabberdConfig(15_222, 15_432).yaml();

    @Test
    void itListensOnTheLoopbackAddressOnly() {
        assertThat(yaml.lines().map(String::strip))
                .containsSubsequence("port: 15222", "ip: \"127.0.0.1\"", "module: ejabberd_c2s")
                .doesNotContain("ip: \"::\"");
    }

    @Test
    void theArchiveIsForEverybodyAndInPostgres() {
        assertThat(yaml.lines().map(String::strip))
                .containsSubsequence("sql_type: pgsql", "sql_port: 15432")
                .containsSubsequence("mod_mam:", "db_type: sql", "default: always");
    }

    @Test
    void nothingSlowsClientsDown() {
        assertThat(yaml)
                .contains("shaper: none")
                .contains("backlog: 4096")
                .contains("max_user_offline_messages: 1000000");
    }
}
