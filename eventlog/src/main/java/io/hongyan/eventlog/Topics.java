package io.hongyan.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The names of all topics, and how each is created. Names are part of the contract; docs/ARCHITECTURE.md draws them. */
public final class Topics {

    /** Requests to change a conversation, keyed by conversation id. Internal. */
    public static final String COMMANDS = "hongyan.commands.v1";

    /** Everything that happened in conversations, keyed by conversation id. Public. */
    public static final String EVENTS = "hongyan.events.v1";

    /** Answers to commands; the partition is the asker's slot. Internal. */
    public static final String REPLIES = "hongyan.replies.v1";

    /** Frames for sockets; the partition is the connector's slot. Internal. */
    public static final String DELIVERIES = "hongyan.deliveries.v1";

    /** The life of client sessions, keyed by user id. Internal. */
    public static final String SESSIONS = "hongyan.sessions.v1";

    /** Who is online, keyed by user id, compacted. Public. */
    public static final String PRESENCE = "hongyan.presence.v1";

    /** What was decided about alerts, keyed by user id. Public. */
    public static final String PUSH_DECISIONS = "hongyan.push-decisions.v1";

    /** Whose tokens are taken back, keyed by user id, compacted. Internal. */
    public static final String REVOCATIONS = "hongyan.revocations.v1";

    /** The partitions of {@link #REPLIES} and {@link #DELIVERIES}: how many processes can hold a slot at once. */
    public static final int SLOTS = 32;

    private static final int PARTITIONS = 8;
    private static final String RETENTION = "retention.ms";

    private Topics() {}

    /** Where records of a topic go that cannot be processed. */
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }

    /** Every topic, dead letters included, in the order of creation. */
    public static List<TopicSpec> all() {
        List<TopicSpec> topics = List.of(
                new TopicSpec(COMMANDS, PARTITIONS, kept(Duration.ofDays(7))),
                // The log that everything else is derived from: a rebuild needs all of it.
                new TopicSpec(EVENTS, PARTITIONS, Map.of(RETENTION, "-1")),
                // A late answer or delivery helps nobody: the client has long synced.
                new TopicSpec(REPLIES, SLOTS, kept(Duration.ofHours(1))),
                new TopicSpec(DELIVERIES, SLOTS, kept(Duration.ofHours(1))),
                new TopicSpec(SESSIONS, PARTITIONS, kept(Duration.ofDays(1))),
                new TopicSpec(PRESENCE, PARTITIONS, Map.of("cleanup.policy", "compact")),
                new TopicSpec(PUSH_DECISIONS, PARTITIONS, kept(Duration.ofDays(7))),
                // Every connector reads all of it when it starts. What is older than any token has nothing left to
                // refuse.
                new TopicSpec(
                        REVOCATIONS,
                        1,
                        Map.of(
                                "cleanup.policy",
                                "compact,delete",
                                RETENTION,
                                Long.toString(Duration.ofDays(400).toMillis()))));
        Stream<TopicSpec> dead =
                topics.stream().map(topic -> new TopicSpec(deadLetters(topic.name()), 1, kept(Duration.ofDays(30))));
        return Stream.concat(topics.stream(), dead).toList();
    }

    private static Map<String, String> kept(Duration time) {
        return Map.of(RETENTION, Long.toString(time.toMillis()));
    }
}
