package io.hongyan.e2e;

import static io.hongyan.e2e.Person.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.client.connection.Transport;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.HistoryRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages disappear from screens, counts and the archive when their time is over. */
@ExtendWith(RunningSuite.Extension.class)
class DisappearingIT {

    private final RunningSuite suite;

    DisappearingIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void aMessageIsGoneEverywhereAndCountsNoLonger() {
        String ben = RunningSuite.name("ben");
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person phone = Person.online(suite, ben, "phone", Transport.TCP)) {
            String conversation = Person.between(ann, phone);
            long stays = ann.sayTo(phone, "stays").getSeq();
            join(ann.app().setTimer(conversation, Duration.ofSeconds(2)));

            ClientEvent sent =
                    message(ann, conversation, ann.say(conversation, "goes").getSeq());

            assertThat(sent.getMessage().getExpiresMs()).isEqualTo(sent.getTimeMs() + 2_000);
            await().until(() ->
                    phone.timeline(conversation).getLast().getRecalled().getExpired());
            assertThat(phone.timeline(conversation).getLast().getTimeMs())
                    .isGreaterThanOrEqualTo(sent.getMessage().getExpiresMs());
            await().until(() -> phone.unread(conversation) == 1 && phone.unreadTotal == 1);
            assertThat(phone.texts(conversation)).containsExactly("stays", "");
            await().until(() -> archived(phone, conversation, sent.getSeq())
                    .getMessage()
                    .getContent()
                    .getText()
                    .isEmpty());
            assertThat(archived(phone, conversation, stays)
                            .getMessage()
                            .getContent()
                            .getText())
                    .isEqualTo("stays");
            try (Person laptop = Person.online(suite, ben, "laptop", Transport.WEBSOCKET_JSON)) {
                await().until(() -> laptop.unread(conversation) == 1);
                assertThat(join(laptop.app().conversation(conversation))
                                .orElseThrow()
                                .timerMs())
                        .isEqualTo(2_000);
                assertThat(laptop.texts(conversation)).containsExactly("stays", "");
            }
        }
    }

    private static ClientEvent message(Person person, String conversation, long seq) {
        await().until(() -> person.timeline(conversation).stream().anyMatch(event -> event.getSeq() == seq));
        return person.timeline(conversation).stream()
                .filter(event -> event.getSeq() == seq)
                .findFirst()
                .orElseThrow();
    }

    private static ClientEvent archived(Person person, String conversation, long seq) {
        return join(person.app()
                        .history(HistoryRequest.newBuilder()
                                .setConversationId(conversation)
                                .setAfterSeq(seq - 1)
                                .setPageSize(1)
                                .build()))
                .getEvents(0);
    }
}
