package io.hongyan.message;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.eventlog.Topics;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.RedisTestResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A process with the roles router and api, beside real servers and the double of the suite. */
public class RouterAndApi implements QuarkusTestProfile {

    /** The secret whose hash the credential {@code shop} has; it may send as shop-bot and as u.*. */
    public static final String SECRET = "correct horse battery staple";

    /** The secret of {@code slow}, which may send twice and then once an hour or so. */
    public static final String SLOW_SECRET = "slow";

    /** What the process does. */
    protected String roles() {
        return "router,api";
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("hongyan.roles", roles()),
                Map.entry("quarkus.otel.sdk.disabled", "false"), // everything works with tracing, too
                Map.entry("hongyan.message.router.counts-deadline", "300ms"),
                Map.entry("hongyan.message.router.retry-pause-max", "200ms"),
                Map.entry("hongyan.message.router.receipt-members-max", "3"),
                Map.entry("hongyan.message.signals.members-max", "3"),
                Map.entry("hongyan.message.api.reply-deadline", "1500ms"),
                Map.entry("hongyan.message.api.in-flight-max", "3"),
                Map.entry(
                        "hongyan.message.api.credentials.\"shop\".secret-sha256",
                        "c4bbcb1fbec99d65bf59d85c8cb62ee2db963f0fe106f483d9afa73bd4e39a8a"),
                Map.entry("hongyan.message.api.credentials.\"shop\".senders", "shop-bot,u.*"),
                Map.entry("hongyan.message.api.credentials.\"shop\".may-revoke", "true"),
                Map.entry("hongyan.message.api.credentials.\"slow\".secret-sha256", SLOW_SHA_256),
                Map.entry("hongyan.message.api.credentials.\"slow\".senders", "*"),
                Map.entry("hongyan.message.api.credentials.\"slow\".requests-per-second", "1"),
                Map.entry("hongyan.message.api.credentials.\"slow\".requests-burst", "1"));
    }

    private static final String SLOW_SHA_256 = "5e0cf7bd1dfa3831788b0cf6dedcdd228fba6f34dc238d371e746567e80bc7b6";

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(AllTopics.class),
                new TestResourceEntry(PostgresTestResource.class),
                new TestResourceEntry(RedisTestResource.class),
                new TestResourceEntry(SuiteDouble.class));
    }

    /** Every topic as the launcher makes them. */
    public static final class AllTopics extends KafkaTestResource {

        @Override
        protected List<KafkaTopic> topics() {
            return Topics.all().stream()
                    .map(topic -> new KafkaTopic(topic.name(), topic.partitions(), topic.config()))
                    .toList();
        }
    }
}
