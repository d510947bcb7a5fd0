package io.hongyan.e2e;

import static io.hongyan.e2e.Person.assertRefused;
import static io.hongyan.e2e.Person.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.client.connection.Transport;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.proto.error.v1.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How somebody's own list has its conversations, on two devices of which one is away for a while. */
@ExtendWith(RunningSuite.Extension.class)
class ArrangingIT {

    private final RunningSuite suite;

    ArrangingIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void theOtherDeviceHasItAtOnceAndTheOneThatWasAwayWithItsLogin() {
        String ben = RunningSuite.name("ben");
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person cat = Person.online(suite, RunningSuite.name("cat"));
                Person phone = Person.online(suite, ben, "phone", Transport.TCP);
                Person laptop = Person.online(suite, ben, "laptop", Transport.WEBSOCKET_JSON)) {
            String withAnn = Person.between(ann, phone);
            String withCat = Person.between(cat, phone);
            ann.say(withAnn, "hello");
            cat.say(withCat, "hi");
            await().until(() -> laptop.unreadTotal == 2 && phone.unreadTotal == 2);

            join(phone.app().arranging().pin(withAnn, true));
            await().until(() -> on(laptop, withAnn).isPinned());
            assertThat(on(laptop, withAnn).arrangement())
                    .isEqualTo(on(phone, withAnn).arrangement());

            laptop.goOffline();
            join(phone.app().arranging().pin(withCat, true));
            join(phone.app().arranging().archive(withAnn, true));
            phone.app().read(withCat, 1);
            await().until(() -> phone.unreadTotal == 1);
            join(phone.app().arranging().markUnread(withCat, true));
            assertThat(phone.unreadTotal).as("a mark counts nowhere").isEqualTo(1);
            laptop.comeBack();

            await().until(() -> on(laptop, withCat).arrangement().markedUnread()
                    && on(laptop, withAnn).isArchived());
            assertThat(list(laptop)).containsExactly(withCat, withAnn);
            assertThat(on(laptop, withCat).arrangement())
                    .isEqualTo(on(phone, withCat).arrangement());
            assertThat(on(laptop, withAnn).arrangement())
                    .isEqualTo(on(phone, withAnn).arrangement());
            assertThat(laptop.unreadTotal).isEqualTo(1);

            laptop.app().read(withCat, 1);
            await().until(() -> !on(phone, withCat).arrangement().markedUnread());
            assertThat(on(laptop, withCat).arrangement().markedUnread()).isFalse();

            ann.say(withAnn, "are you there?");
            await().until(() ->
                    !on(phone, withAnn).isArchived() && !on(laptop, withAnn).isArchived());
        }
    }

    @Test
    void whatIsMutedStaysInTheArchiveWhateverComes() {
        String ben = RunningSuite.name("ben");
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person phone = Person.online(suite, ben, "phone", Transport.TCP)) {
            String conversation = Person.between(ann, phone);
            ann.say(conversation, "one");
            await().until(() -> phone.unreadTotal == 1);
            join(phone.app().mute(conversation, true));
            join(phone.app().arranging().archive(conversation, true));

            ann.say(conversation, "two");
            await().until(() -> phone.unread(conversation) == 2);

            assertThat(on(phone, conversation).isArchived()).isTrue();
            try (Person laptop = Person.online(suite, ben, "laptop", Transport.TCP)) {
                await().until(() -> laptop.unread(conversation) == 2);
                assertThat(on(laptop, conversation).isArchived()).isTrue();
                assertThat(on(laptop, conversation).muted()).isTrue();
            }
        }
    }

    @Test
    void strangersAndNonsenseAreRefused() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"));
                Person cat = Person.online(suite, RunningSuite.name("cat"))) {
            String conversation = Person.between(ann, ben);

            assertRefused(
                    ErrorCode.ERROR_CODE_NOT_A_MEMBER, ann.app().arranging().pin(conversation, true));
            ann.sayTo(ben, "hi");

            assertRefused(
                    ErrorCode.ERROR_CODE_NOT_A_MEMBER, cat.app().arranging().pin(conversation, true));
            assertRefused(
                    ErrorCode.ERROR_CODE_NOT_A_MEMBER, cat.app().arranging().archive(conversation, true));
            assertRefused(
                    ErrorCode.ERROR_CODE_INVALID_ARGUMENT, cat.app().arranging().archive("nonsense", true));
        }
    }

    @Test
    void theHundredAndFirstPinIsRefused() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"))) {
            for (int i = 0; i < 100; i++) {
                join(ann.app().arranging().pin(group(ann, i), true));
            }
            String oneMore = group(ann, 100);

            assertRefused(
                    ErrorCode.ERROR_CODE_LIMIT_REACHED, ann.app().arranging().pin(oneMore, true));
            join(ann.app().arranging().archive(oneMore, true));
            join(ann.app().arranging().pin(group(ann, 7), false));
            join(ann.app().arranging().pin(oneMore, true));
        }
    }

    /** The same for the same number. */
    private static String group(Person owner, int number) {
        return join(owner.app().createGroup("g" + number, "group " + number, List.of()))
                .getConversationId();
    }

    private static Conversation on(Person person, String conversation) {
        return join(person.app().conversation(conversation)).orElseThrow();
    }

    private static List<String> list(Person person) {
        return join(person.app().conversations()).stream()
                .sorted(Conversation.LIST_ORDER)
                .map(Conversation::id)
                .toList();
    }
}
