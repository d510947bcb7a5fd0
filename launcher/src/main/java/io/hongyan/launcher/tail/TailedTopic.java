package io.hongyan.launcher.tail;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.sessions.v1.SessionRecord;
import java.util.Arrays;
import java.util.Optional;

/** The topics that can be looked at, by the names people type. */
enum TailedTopic {
    EVENTS("events", Topics.EVENTS, Event.parser()),
    PRESENCE("presence", Topics.PRESENCE, PresenceRecord.parser()),
    SESSIONS("sessions", Topics.SESSIONS, SessionRecord.parser()),
    PUSH_DECISIONS("push-decisions", Topics.PUSH_DECISIONS, PushDecision.parser()),
    DELIVERIES("deliveries", Topics.DELIVERIES, DeliveryRecord.parser()),
    COMMANDS("commands", Topics.COMMANDS, Command.parser()),
    REPLIES("replies", Topics.REPLIES, Reply.parser());

    private final String word;
    private final String topic;
    private final Parser<? extends Message> parser;

    TailedTopic(String word, String topic, Parser<? extends Message> parser) {
        this.word = word;
        this.topic = topic;
        this.parser = parser;
    }

    static Optional<TailedTopic> named(String word) {
        return Arrays.stream(values()).filter(topic -> topic.word.equals(word)).findFirst();
    }

    /** What people type. */
    String word() {
        return word;
    }

    /** The topic's full name. */
    String topic() {
        return topic;
    }

    /** Reads a value. */
    Parser<? extends Message> parser() {
        return parser;
    }
}
