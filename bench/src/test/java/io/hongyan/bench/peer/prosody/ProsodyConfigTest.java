package io.hongyan.bench.peer.prosody;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProsodyConfigTest {

    private final String lua = new ProsodyConfig(15_222, 15_432, Path.of("/data/of/it")).lua();

    @Test
    void itListensOnTheLoopbackAddressOnly() {
        assertThat(lua)
                .contains("interfaces = { \"127.0.0.1\" }")
                .contains("c2s_ports = { 15222 }")
                .contains("s2s_ports = { }");
    }

    @Test
    void everythingIsInPostgresAndTheArchiveIsForEverybody() {
        assertThat(lua)
                .contains("storage = \"sql\"")
                .contains("driver = \"PostgreSQL\", host = \"127.0.0.1\", port = 15432")
                .contains("default_archive_policy = true");
    }
}
