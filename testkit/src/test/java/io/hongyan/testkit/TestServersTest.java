package io.hongyan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.embedded.KafkaTopics;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestServersTest {

    @Test
    void kafkaStartsEmptyWithTheTopicsNamed() throws Exception {
        KafkaTopics.create(TestServers.kafka(), List.of(KafkaTopic.of("old", 1)));
        var resource = new KafkaTestResource();
        resource.init(Map.of("topics", "hongyan.events.v1:4, hongyan.sessions.v1"));

        Map<String, String> config = resource.start();

        try (var admin = Admin.create(Map.of("bootstrap.servers", config.get("kafka.bootstrap.servers")))) {
            assertThat(admin.listTopics().names().get())
                    .containsExactlyInAnyOrder("hongyan.events.v1", "hongyan.sessions.v1");
        }
    }

    @Test
    void eachTestGetsADatabaseOfItsOwn() throws Exception {
        Map<String, String> one = new PostgresTestResource().start();
        Map<String, String> other = new PostgresTestResource().start();

        assertThat(one.get("quarkus.datasource.jdbc.url")).isNotEqualTo(other.get("quarkus.datasource.jdbc.url"));
        try (var connection = DriverManager.getConnection(
                        other.get("quarkus.datasource.jdbc.url"),
                        other.get("quarkus.datasource.username"),
                        other.get("quarkus.datasource.password"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mine (id int)");
        }
    }

    @Test
    void redisAnswersAndForgets() {
        assertThat(new RedisTestResource().start()).containsKey("quarkus.redis.hosts");
    }
}
