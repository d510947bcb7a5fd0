package io.hongyan.e2e;

import static io.hongyan.e2e.Person.assertRefused;
import static io.hongyan.e2e.Person.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.client.connection.Transport;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientMember;
import io.hongyan.proto.client.v1.MembersRequest;
import io.hongyan.proto.error.v1.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin keeps a member of a group from speaking. */
@ExtendWith(RunningSuite.Extension.class)
class SilencingIT {

    private final RunningSuite suite;

    SilencingIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void whoIsSilencedIsToldUntilWhenOnEveryDeviceAndSpeaksAgainOnceItIsLifted() {
        String ben = RunningSuite.name("ben");
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person phone = Person.online(suite, ben, "phone", Transport.TCP)) {
            String group = join(ann.app().createGroup(UUID.randomUUID().toString(), "trip", List.of(ben)))
                    .getConversationId();
            await().until(() -> phone.timeline(group).size() == 1);
            long said = phone.say(group, "hello").getSeq();

            long silenced = join(ann.app().silence(group, List.of(ben), Duration.ofHours(1)))
                    .getSeq();

            await().until(() -> phone.timeline(group).getLast().getSeq() == silenced);
            ClientEvent event = phone.timeline(group).getLast();
            long until = event.getMembersSilenced().getUntilMs();
            assertThat(until).isEqualTo(event.getTimeMs() + Duration.ofHours(1).toMillis());
            assertThat(silencedUntil(phone, group)).isEqualTo(until);
            assertRefused(ErrorCode.ERROR_CODE_SILENCED, phone.app().sendText(group, "and"));
            assertRefused(ErrorCode.ERROR_CODE_SILENCED, phone.app().reactions().add(group, said, "👍"));
            assertThat(join(ann.app()
                                    .members(MembersRequest.newBuilder()
                                            .setConversationId(group)
                                            .build()))
                            .getMembersList()
                            .stream()
                            .filter(member -> member.getUserId().equals(ben))
                            .map(ClientMember::getSilencedUntilMs))
                    .containsExactly(until);
            try (Person laptop = Person.online(suite, ben, "laptop", Transport.WEBSOCKET_JSON)) {
                await().until(() -> silencedUntil(laptop, group) == until);
            }

            join(ann.app().silence(group, List.of(ben), Duration.ZERO));

            await().until(() -> silencedUntil(phone, group) == 0);
            phone.say(group, "thank you");
            assertRefused(
                    ErrorCode.ERROR_CODE_NOT_ALLOWED, phone.app().silence(group, List.of(ann.id), Duration.ofHours(1)));
        }
    }

    private static long silencedUntil(Person person, String group) {
        return join(person.app().conversation(group)).orElseThrow().silencedUntilMs();
    }
}
