package io.hongyan.e2e;

import static io.hongyan.e2e.Person.assertRefused;
import static io.hongyan.e2e.Person.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.hongyan.client.connection.Transport;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientMember;
import io.hongyan.proto.client.v1.MembersRequest;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Entity;
import io.hongyan.proto.content.v1.EntityKind;
import io.hongyan.proto.content.v1.File;
import io.hongyan.proto.content.v1.Image;
import io.hongyan.proto.content.v1.Location;
import io.hongyan.proto.content.v1.Media;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.presence.v1.PresenceState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people do with the suite while all of it runs. */
@ExtendWith(RunningSuite.Extension.class)
class ChatIT {

    private final RunningSuite suite;

    ChatIT(RunningSuite suite) {
        this.suite = suite;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void twoTalkOverEveryKindOfSocket(Transport transport) {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"), "phone", transport);
                Person ben = Person.online(suite, RunningSuite.name("ben"), "phone", transport)) {
            String conversation = Person.between(ann, ben);

            Ack first = ann.sayTo(ben, "hello");
            await().until(() -> ben.texts(conversation).equals(List.of("hello")));
            Ack second = ben.sayTo(ann, "hello yourself");
            await().until(() -> ann.texts(conversation).equals(List.of("hello", "hello yourself")));

            assertThat(List.of(first.getSeq(), second.getSeq())).containsExactly(1L, 2L);
            assertThat(ben.timeline(conversation).getFirst().getTimeMs()).isEqualTo(first.getTimeMs());
        }
    }

    @Test
    void receiptsTellWhatArrivedAndWhatWasRead() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);

            ann.sayTo(ben, "are you there?");

            await().until(() -> ann.receipts.contains(Receipt.newBuilder()
                    .setConversationId(conversation)
                    .setUserId(ben.id)
                    .setDeliveredSeq(1)
                    .build()));
            assertThat(ben.unread(conversation)).isEqualTo(1);

            ben.app().read(conversation, 1);

            await().until(() -> ann.receipts.stream().anyMatch(receipt -> receipt.getReadSeq() == 1));
            assertThat(ben.unread(conversation)).isZero();
        }
    }

    @Test
    void aResendOnAnotherConnectionGetsTheSameNumberAndMakesNoSecondMessage() {
        String ann = RunningSuite.name("ann");
        try (Person phone = Person.online(suite, ann, "phone", Transport.TCP);
                Person tablet = Person.online(suite, ann, "tablet", Transport.WEBSOCKET);
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(phone, ben);
            Content hello = Content.newBuilder().setText("once").build();

            Ack first = join(phone.app().send(conversation, "my-id", hello));
            Ack again = join(tablet.app().send(conversation, "my-id", hello));
            phone.say(conversation, "after");

            assertThat(again).isEqualTo(first.toBuilder().setRepeated(true).build());
            await().until(() -> ben.texts(conversation).equals(List.of("once", "after")));
        }
    }

    @Test
    void theSendersOtherDeviceSeesWhatWasSentAndCountsNothing() {
        String ann = RunningSuite.name("ann");
        try (Person phone = Person.online(suite, ann, "phone", Transport.TCP);
                Person laptop = Person.online(suite, ann, "laptop", Transport.WEBSOCKET_JSON);
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(phone, ben);

            phone.sayTo(ben, "from my phone");

            await().until(() -> laptop.texts(conversation).equals(List.of("from my phone")));
            assertThat(laptop.unread(conversation)).isZero();
        }
    }

    @Test
    void readingOnOneDeviceClearsTheOthersWithTheExactTotal() {
        String ben = RunningSuite.name("ben");
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person cat = Person.online(suite, RunningSuite.name("cat"));
                Person phone = Person.online(suite, ben, "phone", Transport.TCP);
                Person laptop = Person.online(suite, ben, "laptop", Transport.TCP)) {
            String withAnn = Person.between(ann, phone);
            ann.say(withAnn, "one");
            ann.say(withAnn, "two");
            cat.sayTo(phone, "three");
            await().until(() -> phone.unreadTotal == 3 && laptop.unreadTotal == 3);

            laptop.app().read(withAnn, 2);

            await().until(() -> phone.unreadTotal == 1);
            assertThat(phone.ownChanges).anySatisfy(change -> {
                assertThat(change.getConversationId()).isEqualTo(withAnn);
                assertThat(change.getUnread()).isZero();
                assertThat(change.getUnreadTotal()).isEqualTo(1);
            });
            assertThat(phone.unread(withAnn)).isZero();
        }
    }

    @Test
    void whoWasAwaySyncsExactlyWhatWasMissed() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "seen");
            await().until(() -> ben.texts(conversation).equals(List.of("seen")));

            ben.goOffline();
            for (int i = 0; i < 60; i++) { // more than one page of Welcome
                ann.say(conversation, "missed " + i);
            }
            ben.events.clear();
            ben.comeBack();

            await().until(() -> ben.texts(conversation).size() == 61);
            assertThat(ben.events)
                    .extracting(ClientEvent::getSeq)
                    .doesNotHaveDuplicates()
                    .doesNotContain(1L);
            assertThat(ben.unread(conversation)).isEqualTo(61);
        }
    }

    @Test
    void aNewDeviceLearnsTheConversationAndPagesBack() {
        String ben = RunningSuite.name("ben");
        try (Person ann = Person.online(suite, RunningSuite.name("ann"))) {
            Person phone = Person.online(suite, ben);
            String conversation = Person.between(ann, phone);
            for (int i = 1; i <= 75; i++) {
                ann.say(conversation, "message " + i);
            }
            phone.close();

            try (Person tablet = Person.online(suite, ben, "new-tablet", Transport.TCP)) {
                await().until(() -> tablet.unread(conversation) == 75);
                var page = join(tablet.app().historyBefore(conversation, 51, 50));

                assertThat(page.getEventsList()).extracting(ClientEvent::getSeq).hasSize(50);
                assertThat(page.getEvents(0).getSeq()).isEqualTo(1);
                assertThat(page.getMore()).isFalse();
                assertThat(page.getHeadSeq()).isEqualTo(75);
            }
        }
    }

    @Test
    void aGroupLivesThroughItsChanges() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"));
                Person cat = Person.online(suite, RunningSuite.name("cat"))) {
            String group = join(ann.app().createGroup("geese", "Geese", List.of(ben.id)))
                    .getConversationId();
            await().until(() -> !ben.timeline(group).isEmpty());
            ben.say(group, "before cat");

            join(ann.app().addMembers(group, List.of(cat.id)));
            join(ann.app().rename(group, "Wild geese"));
            join(ann.app().setRole(group, ben.id, Role.ROLE_ADMIN));
            cat.say(group, "thanks");
            join(ben.app().removeMembers(group, List.of(cat.id)));
            ann.say(group, "without cat");

            await().until(() -> ben.timeline(group).size() == 8);
            assertThat(ben.timeline(group).stream()
                            .map(ClientEvent::getPayloadCase)
                            .map(Enum::name)
                            .toList())
                    .containsExactly(
                            "GROUP_CREATED",
                            "MESSAGE",
                            "MEMBERS_ADDED",
                            "GROUP_RENAMED",
                            "ROLE_CHANGED",
                            "MESSAGE",
                            "MEMBERS_REMOVED",
                            "MESSAGE");
            await().until(() -> cat.timeline(group).size() == 5);
            assertThat(cat.timeline(group)).extracting(ClientEvent::getSeq).containsExactly(3L, 4L, 5L, 6L, 7L);
            assertRefused(ErrorCode.ERROR_CODE_NOT_A_MEMBER, cat.app().sendText(group, "let me in"));
            assertThat(join(ann.app()
                                    .members(MembersRequest.newBuilder()
                                            .setConversationId(group)
                                            .build()))
                            .getMembersList())
                    .extracting(ClientMember::getUserId, ClientMember::getRole)
                    .containsExactlyInAnyOrder(tuple(ann.id, Role.ROLE_OWNER), tuple(ben.id, Role.ROLE_ADMIN));
        }
    }

    @Test
    void inAChannelOnlyAdminsWrite() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            GroupRules adminsPost =
                    GroupRules.newBuilder().setPost(Role.ROLE_ADMIN).build();
            String channel = join(ann.app().createGroup("news", "News", List.of(ben.id), adminsPost))
                    .getConversationId();
            ann.say(channel, "today: geese");
            await().until(() -> ben.timeline(channel).size() == 2);

            assertRefused(ErrorCode.ERROR_CODE_NOT_ALLOWED, ben.app().sendText(channel, "and swans"));
            join(ben.app().reactions().add(channel, 2, "🪿"));
            try (Person fresh = Person.online(suite, ben.id, "laptop", Transport.WEBSOCKET_JSON)) {
                await().until(() -> join(fresh.app().conversation(channel))
                        .filter(known -> !known.mayPost())
                        .isPresent());
            }
            join(ann.app().setRules(channel, GroupRules.getDefaultInstance()));
            await().until(() ->
                    join(ben.app().conversation(channel)).orElseThrow().mayPost());
            ben.say(channel, "swans too");
        }
    }

    @Test
    void whatWasTakenBackCountsNoMore() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "keep");
            ann.sayTo(ben, "oops");
            await().until(() -> ben.unreadTotal == 2);

            join(ann.app().recall(conversation, 2));

            await().until(() -> ben.unreadTotal == 1);
            assertThat(join(ben.app().historyBefore(conversation, 0, 50))
                            .getEvents(1)
                            .getMessage()
                            .hasContent())
                    .isFalse();
        }
    }

    @Test
    void mutedConversationsStayOutOfTheBadge() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "one");
            await().until(() -> ben.unreadTotal == 1);

            join(ben.app().mute(conversation, true));

            await().until(() -> ben.unreadTotal == 0);
            assertThat(ben.unread(conversation)).isEqualTo(1);
        }
    }

    @Test
    void aBlockKeepsBothFromSending() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "hi");

            join(ben.app().block(ann.id, true));

            assertRefused(ErrorCode.ERROR_CODE_BLOCKED, ann.app().sendText(conversation, "hello?"));
            assertRefused(ErrorCode.ERROR_CODE_BLOCKED, ben.app().sendText(conversation, "no"));
            join(ben.app().block(ann.id, false));
            assertThat(ann.say(conversation, "friends again").getSeq()).isEqualTo(2);
        }
    }

    @Test
    void typingIsToldAndNeverStored() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "wait");

            ann.app().typing(conversation, true);

            await().until(() ->
                    ben.typing.stream().anyMatch(signal -> signal.getUserId().equals(ann.id) && signal.getTyping()));
            assertThat(join(ben.app().historyBefore(conversation, 0, 50)).getHeadSeq())
                    .isEqualTo(1);
        }
    }

    @Test
    void presenceGoesOnlineAwayAndOffline() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            ann.app().watchPresence(false, List.of(ben.id));
            await().until(() -> state(ann, ben) == PresenceState.PRESENCE_STATE_ONLINE);

            join(ben.app().appState(true));
            await().until(() -> state(ann, ben) == PresenceState.PRESENCE_STATE_AWAY);

            ben.goOffline();
            await().until(() -> state(ann, ben) == PresenceState.PRESENCE_STATE_OFFLINE);
            assertThat(ann.presence)
                    .hasEntrySatisfying(
                            ben.id, seen -> assertThat(seen.getLastSeenMs()).isPositive());
        }
    }

    @Test
    void contentOfTheAppsOwnTravelsUntouched() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            Content order = Content.newBuilder()
                    .setCustom(Custom.newBuilder()
                            .setType("com.example.order/1")
                            .setData(ByteString.copyFrom(new byte[] {0, 1, -1}))
                            .setFallback("An order"))
                    .build();

            join(ann.app().send(conversation, "order-1", order));

            await().until(() -> !ben.timeline(conversation).isEmpty());
            assertThat(ben.timeline(conversation).getFirst().getMessage().getContent())
                    .isEqualTo(order);
        }
    }

    @Test
    void picturesFilesAndPlacesTravelAsTheyAreAndForgedOnesDoNot() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            Media media = Media.newBuilder()
                    .setUrl("https://media.example/sea.jpg")
                    .setContentType("image/jpeg")
                    .setSizeBytes(48_231)
                    .build();
            Image sea = Image.newBuilder()
                    .setMedia(media)
                    .setWidth(1_600)
                    .setHeight(1_200)
                    .setCaption("the sea")
                    .build();
            List<Content> contents = List.of(
                    Content.newBuilder()
                            .setImage(sea)
                            .addEntities(Entity.newBuilder().setLength(3).setKind(EntityKind.ENTITY_KIND_BOLD))
                            .build(),
                    Content.newBuilder()
                            .setFile(File.newBuilder().setMedia(media).setName("雁.jpg"))
                            .build(),
                    Content.newBuilder()
                            .setLocation(
                                    Location.newBuilder().setLatitude(59.91).setLongitude(10.75))
                            .build());

            for (int i = 0; i < contents.size(); i++) {
                join(ann.app().send(conversation, "kind-" + i, contents.get(i)));
            }
            assertRefused(
                    ErrorCode.ERROR_CODE_INVALID_ARGUMENT,
                    ann.app()
                            .send(
                                    conversation,
                                    "forged",
                                    Content.newBuilder()
                                            .setImage(sea.toBuilder()
                                                    .setMedia(media.toBuilder().setContentType("image/svg+xml")))
                                            .build()));
            assertRefused(
                    ErrorCode.ERROR_CODE_INVALID_ARGUMENT,
                    ann.app()
                            .send(
                                    conversation,
                                    "trick",
                                    Content.newBuilder()
                                            .setFile(File.newBuilder()
                                                    .setMedia(media)
                                                    .setName("../../etc/passwd"))
                                            .build()));

            await().until(() -> ben.timeline(conversation).size() == contents.size());
            assertThat(ben.timeline(conversation))
                    .extracting(event -> event.getMessage().getContent())
                    .isEqualTo(contents);
            try (Person fresh = Person.online(suite, ben.id, "laptop", Transport.WEBSOCKET_JSON)) {
                await().until(() -> fresh.timeline(conversation).size() == contents.size());
                assertThat(fresh.timeline(conversation))
                        .extracting(event -> event.getMessage().getContent())
                        .isEqualTo(contents);
            }
        }
    }

    private static PresenceState state(Person watcher, Person watched) {
        var known = watcher.presence.get(watched.id);
        return known == null ? PresenceState.PRESENCE_STATE_UNSPECIFIED : known.getState();
    }
}
