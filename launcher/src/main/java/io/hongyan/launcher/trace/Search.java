package io.hongyan.launcher.trace;

import io.hongyan.eventlog.Topics;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.query.SuiteQueries;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.sessions.v1.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what topics and projections have of one message. */
final class Search {

    /** Clocks differ, and a record may be written a while before or after what it tells. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** A command may wait while the sequencer is away. */
    private static final Duration COMMANDS_BEFORE = Duration.ofHours(1);

    /** An id that many use, such as "1", names none of their commands. */
    private static final int COMMANDS_MAX = 100;

    private static final Duration SESSIONS_BEFORE = Duration.ofDays(1);

    private final TopicScan topics;
    private final SuiteQueries suite;
    private final MessageId wanted;
    private final @Nullable Instant since;

    /** In the event log since a time; null for all of it. */
    Search(TopicScan topics, SuiteQueries suite, MessageId wanted, @Nullable Instant since) {
        this.topics = topics;
        this.suite = suite;
        this.wanted = wanted;
        this.since = since;
    }

    /**
     * Everything there is.
     *
     * @throws LauncherException if a client's id fits several messages, naming them
     */
    Evidence find() {
        return topics.message(wanted, since).map(this::around).orElseGet(this::withoutEvent);
    }

    /** No event: perhaps a command that was refused, set aside, or not decided yet. */
    private Evidence withoutEvent() {
        List<Entry<Command>> commands = new ArrayList<>();
        if (wanted instanceof MessageId.Named named) {
            topics.read(Topics.COMMANDS, null, since, Command.parser(), command -> {
                if (clientMessageId(command.value()).equals(named.clientMessageId())
                        && commands.size() < COMMANDS_MAX) {
                    commands.add(command);
                }
            });
            commands.sort(Comparator.comparing(Entry::written)); // of several partitions
        }
        if (commands.isEmpty()) {
            return new Evidence(
                    null, List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), null, null);
        }
        Instant from = commands.getFirst().written().minus(MARGIN);
        Set<ReplyTo> awaited = awaited(commands);
        List<Entry<Reply>> replies = new ArrayList<>();
        topics.read(Topics.REPLIES, null, from, Reply.parser(), reply -> {
            if (awaited.contains(reply.value().getReplyTo())) {
                replies.add(reply);
            }
        });
        return new Evidence(
                null, commands, replies, List.of(), Map.of(), List.of(), List.of(), dead(commands, from), null, null);
    }

    private Evidence around(EventSearch.Found found) {
        Entry<Event> event = found.event();
        Instant at = Instant.ofEpochMilli(event.value().getTimeMs());
        Instant from = at.minus(MARGIN);
        Instant asked = at.minus(COMMANDS_BEFORE);
        List<Entry<Command>> sent = commands(event.value(), asked, command -> isSame(command, event.value()));
        List<Entry<Reply>> replies = replies(event.value(), from, awaited(sent));
        List<Entry<Command>> commands = sent.isEmpty() ? answered(event.value(), asked, replies) : sent;
        List<Entry<DeliveryRecord>> deliveries = deliveries(event.value(), from);
        List<Entry<?>> way = new ArrayList<>(commands);
        way.add(event);
        way.addAll(deliveries);
        String conversation = event.value().getConversationId();
        long seq = event.value().getSeq();
        return new Evidence(
                event,
                commands,
                replies,
                deliveries,
                sessions(deliveries, at.minus(SESSIONS_BEFORE)),
                found.later(),
                decisions(event.value(), from),
                dead(way, from.minus(COMMANDS_BEFORE)),
                seq == 0 ? null : suite.inHistory(conversation, seq),
                seq == 0 ? null : suite.inUnread(conversation, seq));
    }

    /** Those to the commands, and any that tells the event's revision. */
    private List<Entry<Reply>> replies(Event event, Instant from, Set<ReplyTo> awaited) {
        List<Entry<Reply>> replies = new ArrayList<>();
        topics.read(Topics.REPLIES, null, from, Reply.parser(), reply -> {
            boolean tellsIt = reply.value().getConversationId().equals(event.getConversationId())
                    && reply.value().getAccepted().getRevision() == event.getRevision();
            if (tellsIt || awaited.contains(reply.value().getReplyTo())) {
                replies.add(reply);
            }
        });
        return replies;
    }

    private static boolean isSame(Command command, Event event) {
        String clientMessageId = EventSearch.clientMessageId(event);
        return !clientMessageId.isEmpty()
                && clientMessageId(command).equals(clientMessageId)
                && command.getActor().getUserId().equals(event.getActor().getUserId());
    }

    /** What has no client's id is known by the reply that tells the event's revision. */
    private List<Entry<Command>> answered(Event event, Instant from, List<Entry<Reply>> replies) {
        Set<ReplyTo> addresses =
                replies.stream().map(reply -> reply.value().getReplyTo()).collect(Collectors.toSet());
        return addresses.isEmpty()
                ? List.of()
                : commands(event, from, command -> command.hasReplyTo() && addresses.contains(command.getReplyTo()));
    }

    private List<Entry<Command>> commands(Event event, Instant from, Predicate<Command> wantedOnes) {
        List<Entry<Command>> commands = new ArrayList<>();
        topics.read(Topics.COMMANDS, event.getConversationId(), from, Command.parser(), entry -> {
            if (entry.value().getConversationId().equals(event.getConversationId()) && wantedOnes.test(entry.value())) {
                commands.add(entry);
            }
        });
        return commands;
    }

    /** A delivery's id begins with the event's: receipts of it, which are events of their own, have another. */
    private List<Entry<DeliveryRecord>> deliveries(Event event, Instant from) {
        String id = event.getConversationId() + "/" + event.getRevision() + "/";
        List<Entry<DeliveryRecord>> deliveries = new ArrayList<>();
        topics.read(Topics.DELIVERIES, null, from, DeliveryRecord.parser(), delivery -> {
            if (delivery.header("ce_id").startsWith(id)) {
                deliveries.add(delivery);
            }
        });
        return deliveries;
    }

    private Map<String, SessionRecord> sessions(List<Entry<DeliveryRecord>> deliveries, Instant from) {
        Set<String> wantedSessions = deliveries.stream()
                .flatMap(delivery -> delivery.value().getSessionIdsList().stream())
                .collect(Collectors.toSet());
        Map<String, SessionRecord> sessions = new HashMap<>();
        if (!wantedSessions.isEmpty()) {
            topics.read(Topics.SESSIONS, null, from, SessionRecord.parser(), session -> {
                if (wantedSessions.contains(session.value().getSessionId())) {
                    sessions.put(session.value().getSessionId(), session.value());
                }
            });
        }
        return sessions;
    }

    private List<Entry<PushDecision>> decisions(Event event, Instant from) {
        List<Entry<PushDecision>> decisions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        topics.read(Topics.PUSH_DECISIONS, null, from, PushDecision.parser(), decision -> {
            boolean fits = event.getSeq() > 0
                    && decision.value().getSeq() == event.getSeq()
                    && decision.value().getConversationId().equals(event.getConversationId());
            if (fits && seen.add(decision.header("ce_id"))) { // published at least once
                decisions.add(decision);
            }
        });
        return decisions;
    }

    private List<Evidence.Dead> dead(List<? extends Entry<?>> way, Instant from) {
        Set<String> places = way.stream()
                .map(entry -> source(entry.topic(), "" + entry.partition(), "" + entry.offset()))
                .collect(Collectors.toSet());
        List<Evidence.Dead> dead = new ArrayList<>();
        for (String topic : way.stream().map(Entry::topic).distinct().toList()) {
            topics.headers(Topics.deadLetters(topic), from, letter -> {
                String source = source(
                        letter.header("hongyan-source-topic"),
                        letter.header("hongyan-source-partition"),
                        letter.header("hongyan-source-offset"));
                if (places.contains(source)) {
                    dead.add(new Evidence.Dead(source, letter));
                }
            });
        }
        return dead;
    }

    private static String source(String topic, String partition, String offset) {
        return topic + " " + partition + "@" + offset;
    }

    private static Set<ReplyTo> awaited(List<Entry<Command>> commands) {
        return commands.stream()
                .map(Entry::value)
                .filter(Command::hasReplyTo)
                .map(Command::getReplyTo)
                .collect(Collectors.toSet());
    }

    private static String clientMessageId(Command command) {
        return command.hasCreateGroup()
                ? command.getCreateGroup().getClientMessageId()
                : command.getSendMessage().getClientMessageId();
    }
}
