package io.hongyan.e2e;

import static io.hongyan.e2e.Person.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.launcher.process.Replica;
import io.hongyan.launcher.process.Service;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.HistoryRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each service is killed in the middle of a conversation: nothing acknowledged is lost, doubled or out of order. */
@ExtendWith(RunningSuite.Extension.class)
class RestartIT {

    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(100);
    private static final Duration RECOVERY_MAX = Duration.ofSeconds(60);
    private static final int MESSAGES_AFTER = 20;

    private final RunningSuite suite;

    RestartIT(RunningSuite suite) {
        this.suite = suite;
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void aConversationSurvivesTheDeathOf(Service service) {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            Map<String, CompletionStage<Ack>> sent;
            try (var talk = new Talk(conversation, ann, ben)) {
                await().until(() -> talk.sentCount() > MESSAGES_AFTER);

                suite.suite().killAndRestart(Replica.first(service));

                int before = talk.sentCount();
                await().atMost(RECOVERY_MAX).until(() -> talk.sentCount() > before + MESSAGES_AFTER);
                sent = talk.stop();
            }

            Map<String, Ack> acks = new HashMap<>();
            sent.forEach((text, ack) -> acks.put(text, join(ack)));
            long head = acks.size();
            await().atMost(RECOVERY_MAX)
                    .untilAsserted(() -> assertThat(seqs(ben.timeline(conversation)))
                            .isEqualTo(LongStream.rangeClosed(1, head).boxed().toList()));
            await().atMost(RECOVERY_MAX)
                    .untilAsserted(() -> assertThat(ann.texts(conversation)).isEqualTo(ben.texts(conversation)));
            assertThat(acks.values()).extracting(Ack::getSeq).doesNotHaveDuplicates();
            for (ClientEvent event : ben.timeline(conversation)) {
                assertThat(acks)
                        .hasEntrySatisfying(
                                event.getMessage().getContent().getText(),
                                ack -> assertThat(List.of(ack.getSeq(), ack.getTimeMs()))
                                        .isEqualTo(List.of(event.getSeq(), event.getTimeMs())));
            }
            await().atMost(RECOVERY_MAX)
                    .ignoreExceptions() // while the archive catches up, it says so instead of answering short
                    .untilAsserted(
                            () -> assertThat(archived(ben, conversation, head)).isEqualTo(ben.texts(conversation)));
            long fromAnn = acks.keySet().stream()
                    .filter(text -> text.startsWith(ann.id))
                    .count();
            ben.goOffline();
            ben.comeBack();
            await().atMost(RECOVERY_MAX).until(() -> ben.unread(conversation) == fromAnn);
            assertThat(ben.unreadTotal).isEqualTo(fromAnn);
        }
    }

    /** Whoever is connected gets what is sent, and need not wait for a heartbeat to notice that something is missing. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void messagesAreDeliveredAfterTheDeathOf(Service service) {
        try (Person ann = Person.withoutHeartbeat(suite, RunningSuite.name("ann"));
                Person ben = Person.withoutHeartbeat(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "before");

            suite.suite().killAndRestart(Replica.first(service));
            ann.say(conversation, "from ann"); // both are back when they have an ack
            ben.say(conversation, "from ben");
            await().atMost(RECOVERY_MAX).until(() -> ann.texts(conversation).size() == 3);
            ben.say(conversation, "are you there?");

            await().atMost(RECOVERY_MAX)
                    .until(() -> ann.texts(conversation).getLast().equals("are you there?"));
        }
    }

    private static List<String> archived(Person person, String conversation, long head) {
        List<String> texts = new ArrayList<>();
        long after = 0;
        boolean more = true;
        while (more) {
            var page = join(person.app()
                    .history(HistoryRequest.newBuilder()
                            .setConversationId(conversation)
                            .setAfterSeq(after)
                            .setPageSize(200)
                            .setAtLeastSeq(head)
                            .build()));
            page.getEventsList()
                    .forEach(event -> texts.add(event.getMessage().getContent().getText()));
            after = page.getEvents(page.getEventsCount() - 1).getSeq();
            more = page.getMore();
        }
        return texts;
    }

    private static List<Long> seqs(List<ClientEvent> events) {
        return events.stream().map(ClientEvent::getSeq).toList();
    }

    /** Two people who write to each other without waiting for anything. */
    private static final class Talk implements AutoCloseable {

        private final Map<String, CompletionStage<Ack>> sent = new HashMap<>();
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

        Talk(String conversation, Person... people) {
            clock.scheduleAtFixedRate(
                    () -> speak(conversation, people), 0, BETWEEN_MESSAGES.toMillis(), TimeUnit.MILLISECONDS);
        }

        synchronized int sentCount() {
            return (int) sent.values().stream()
                    .map(CompletionStage::toCompletableFuture)
                    .filter(CompletableFuture::isDone)
                    .count();
        }

        Map<String, CompletionStage<Ack>> stop() {
            close();
            synchronized (this) {
                return Map.copyOf(sent);
            }
        }

        @Override
        public void close() {
            clock.close();
        }

        private synchronized void speak(String conversation, Person... people) {
            Person person = people[sent.size() % people.length];
            String text = "%s says %d".formatted(person.id, sent.size());
            sent.put(text, person.app().sendText(conversation, text));
        }
    }
}
