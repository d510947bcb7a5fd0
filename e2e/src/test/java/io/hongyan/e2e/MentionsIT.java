package io.hongyan.e2e;

import static io.hongyan.e2e.Person.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.client.connection.Transport;
import io.hongyan.client.inbox.UnreadMentions;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Mentions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is spoken to by name while away sees how often, on each device, until it is read. */
@ExtendWith(RunningSuite.Extension.class)
class MentionsIT {

    private final RunningSuite suite;

    MentionsIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void whoComesBackSeesTheMentionsAsTheyWereSentAndReadsThemToTheMiddle() {
        String ben = RunningSuite.name("ben");
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person phone = Person.online(suite, ben, "phone", Transport.TCP);
                Person tablet = Person.online(suite, ben, "tablet", Transport.WEBSOCKET_JSON)) {
            String group =
                    join(ann.app().createGroup("g", "geese", List.of(ben))).getConversationId();
            await().until(() -> phone.events.size() == 1 && tablet.events.size() == 1);
            join(phone.app().mute(group, true));
            phone.goOffline();
            tablet.goOffline();
            long first = say(ann, group, "1", naming(ben));
            ann.say(group, "to nobody in particular");
            long third = say(ann, group, "2", Mentions.newBuilder().setEveryone(true));
            long taken = say(ann, group, "3", naming(ben));
            join(ann.app().recall(group, taken));
            join(ann.app()
                    .edit(
                            group,
                            first,
                            "4",
                            Content.newBuilder().setText("never mind").build()));
            join(ann.app()
                    .edit(
                            group,
                            third - 1,
                            "5",
                            content("everyone", Mentions.newBuilder().setEveryone(true))));

            phone.comeBack();
            await().untilAsserted(() ->
                    assertThat(on(phone, group)).isEqualTo(new UnreadMentions(2, List.of(first, third), true)));
            assertThat(phone.unreadTotal).as("it is muted").isZero();
            phone.app().read(group, first);
            assertThat(on(phone, group)).isEqualTo(new UnreadMentions(1, List.of(third), true));

            tablet.comeBack();
            await().untilAsserted(
                            () -> assertThat(on(tablet, group)).isEqualTo(new UnreadMentions(1, List.of(third), true)));
            try (Person laptop = Person.online(suite, ben, "laptop", Transport.TLS)) {
                await().untilAsserted(() ->
                        assertThat(on(laptop, group)).isEqualTo(new UnreadMentions(1, List.of(third), true)));

                long last = say(ann, group, "6", naming(ben));
                for (Person device : List.of(phone, tablet, laptop)) {
                    await().untilAsserted(() ->
                            assertThat(on(device, group)).isEqualTo(new UnreadMentions(2, List.of(third, last), true)));
                }
                tablet.app().read(group, last);
                for (Person device : List.of(phone, tablet, laptop)) {
                    await().untilAsserted(() -> assertThat(on(device, group)).isEqualTo(UnreadMentions.NONE));
                }
            }
            assertThat(on(ann, group)).isEqualTo(UnreadMentions.NONE);
        }
    }

    private static long say(Person person, String conversation, String id, Mentions.Builder whom) {
        return join(person.app().send(conversation, id, content("look", whom))).getSeq();
    }

    private static Content content(String text, Mentions.Builder whom) {
        return Content.newBuilder().setText(text).setMentions(whom).build();
    }

    private static Mentions.Builder naming(String user) {
        return Mentions.newBuilder().addUserIds(user);
    }

    private static UnreadMentions on(Person person, String conversation) {
        return join(person.app().conversation(conversation)).orElseThrow().mentions();
    }
}
