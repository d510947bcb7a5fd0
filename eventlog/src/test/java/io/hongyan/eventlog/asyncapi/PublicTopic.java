package io.hongyan.eventlog.asyncapi;

import com.google.protobuf.Descriptors.Descriptor;
import io.hongyan.eventlog.TopicSpec;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.push.v1.PushDecision;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A topic that other teams may build on, and what is promised about it that neither its settings nor its contract say. Sentences
 * without a full stop at their end.
 *
 * @param channel what the document calls it
 * @param spec the topic, as it is created
 * @param message what values are
 * @param key what the key is
 * @param source the header {@code ce_source}
 * @param writer who alone writes it
 * @param id what the header {@code ce_id} is made of
 * @param order what order records have
 * @param delivery how often the same thing may stand in it, and how to tell
 * @param firstKind the number of the first field that is a kind of its own in {@code ce_type}; 0 where there are none
 */
record PublicTopic(
        String channel,
        TopicSpec spec,
        Descriptor message,
        String key,
        String source,
        String writer,
        String id,
        String order,
        String delivery,
        int firstKind) {

    /** All of them. */
    static List<PublicTopic> all() {
        return List.of(
                new PublicTopic(
                        "events",
                        spec(Topics.EVENTS),
                        Event.getDescriptor(),
                        "the conversation's id",
                        "/hongyan/sequencer",
                        "message-service, in its role sequencer",
                        "<conversation_id>/<revision>",
                        "all events of a conversation are in one partition, by revision, without holes; none between conversations",
                        "each event is written exactly once, in a transaction: read committed; (conversation_id, revision)"
                                + " is unique for ever",
                        Event.MESSAGE_SENT_FIELD_NUMBER),
                new PublicTopic(
                        "presence",
                        spec(Topics.PRESENCE),
                        PresenceRecord.getDescriptor(),
                        "the user's id",
                        "/hongyan/presence",
                        "presence-service",
                        "<user_id>/<version>",
                        "a user's records are in one partition; the highest version is what holds, whatever comes after it",
                        "each transition at least once: twice after some crashes, with the same ce_id",
                        0),
                new PublicTopic(
                        "pushDecisions",
                        spec(Topics.PUSH_DECISIONS),
                        PushDecision.getDescriptor(),
                        "the user's id",
                        "/hongyan/push",
                        "push-service",
                        "<decision_id>/<outcome>, of some deferrals with /<reason>",
                        "a user's decisions are in one partition; several of one moment in any order: time_ms tells",
                        "each decision at least once: repeats have the same ce_id",
                        0));
    }

    /** How long a record is kept, in words. */
    String kept() {
        if (isCompacted()) {
            return "the latest of each key; never a tombstone";
        }
        long millis = Long.parseLong(spec.config().getOrDefault("retention.ms", "-1"));
        return millis < 0 ? "for ever" : Duration.ofMillis(millis).toDays() + " days";
    }

    boolean isCompacted() {
        return policies().contains("compact");
    }

    /** Kafka's cleanup policies. */
    List<String> policies() {
        return List.of(spec.config().getOrDefault("cleanup.policy", "delete").split(","));
    }

    /** Kafka's settings of the topic that concern readers. */
    Map<String, String> config() {
        return spec.config();
    }

    private static TopicSpec spec(String name) {
        return Topics.all().stream()
                .filter(topic -> topic.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
