package io.hongyan.launcher.demo;

import static io.hongyan.launcher.demo.Device.join;

import io.hongyan.client.inbox.Conversation;
import io.hongyan.launcher.demo.LockScreen.Notice;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.proto.push.v1.PushProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens, in order. Each step says a sentence, makes it happen, and looks whether it is true. */
final class Story {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PUSH_SOON = Duration.ofSeconds(25);
    private static final String APP = "com.example.hongyan";

    record People(String alice, String bob, String carol) {}

    record Devices(Device alice, Device bobsPhone, Device bobsTablet, Device carol) {}

    private final Narrator narrator;
    private final People people;
    private final Devices devices;
    private final LockScreen lockScreen;
    private final String pushToken;
    private final String together; // alice and bob
    private String group = "";
    private long lastSeq;

    Story(Narrator narrator, People people, Devices devices, LockScreen lockScreen, String pushToken) {
        this.narrator = narrator;
        this.people = people;
        this.devices = devices;
        this.lockScreen = lockScreen;
        this.pushToken = pushToken;
        this.together = Conversation.idBetween(people.alice(), people.bob());
    }

    void play() {
        narrator.chapter("Everybody logs in");
        login();
        narrator.chapter("Alice and Bob talk");
        talk();
        narrator.chapter("A group");
        group();
        narrator.chapter("Bob's phone goes offline");
        offline();
        narrator.chapter("Bob's phone comes back");
        comeBack();
    }

    private void login() {
        narrator.step("alice's phone logs in over TCP", () -> welcomed(devices.alice()));
        narrator.step("bob's phone logs in over TLS", () -> welcomed(devices.bobsPhone()));
        narrator.step("bob's tablet logs in over WebSocket, in the background", () -> welcomed(devices.bobsTablet()));
        narrator.step("carol's laptop logs in over WebSocket, in JSON", () -> welcomed(devices.carol()));
        narrator.step("bob's phone registers for alerts", () -> {
            join(devices.bobsPhone().app().registerPush(PushProvider.PUSH_PROVIDER_APNS, APP, pushToken), SOON);
            return "";
        });
        narrator.step("alice sees that bob is online", () -> {
            devices.alice().app().watchPresence(true, List.of(people.bob()));
            presence(PresenceState.PRESENCE_STATE_ONLINE);
            return "";
        });
    }

    private String welcomed(Device device) {
        device.start(SOON);
        return "";
    }

    private void talk() {
        narrator.step("alice: “hi bob!”", () -> {
            Ack ack = join(devices.alice().app().sendTextTo(people.bob(), "hi bob!"), SOON);
            lastSeq = ack.getSeq();
            equal("seq", 1L, ack.getSeq());
            return "safe in the log as #1";
        });
        narrator.step("both of bob's devices get it", () -> {
            has(devices.bobsPhone(), together, 1);
            has(devices.bobsTablet(), together, 1);
            return "";
        });
        narrator.step("alice sees ✓✓, delivered", () -> {
            devices.alice().await(SOON, told -> told.delivered().getOrDefault(together, 0L) >= 1, told -> "no receipt");
            return "";
        });
        narrator.step("bob types, and alice sees it", () -> {
            devices.bobsPhone().app().typing(together, true);
            devices.alice()
                    .await(
                            SOON,
                            told -> told.typing().stream().anyMatch(this::isBobTyping),
                            told -> "no typing was shown");
            return "";
        });
        narrator.step("bob: “hi alice, how are you?”, and has read hers", () -> {
            Ack ack = join(devices.bobsPhone().app().sendTextTo(people.alice(), "hi alice, how are you?"), SOON);
            equal("seq", 2L, ack.getSeq());
            devices.bobsPhone().app().read(together, 1);
            has(devices.alice(), together, 2);
            has(devices.bobsTablet(), together, 2);
            return "#2, on his tablet too";
        });
        narrator.step("alice sees that bob has read #1, and reads #2", () -> {
            devices.alice().await(SOON, told -> told.read().getOrDefault(together, 0L) >= 1, told -> "no read receipt");
            devices.alice().app().read(together, 2);
            badge(devices.alice(), 0);
            return "";
        });
        narrator.step("alice's phone is not sure that “see you” arrived, and sends it twice", this::sendTwice);
    }

    private boolean isBobTyping(TypingSignal signal) {
        return signal.getTyping() && signal.getUserId().equals(people.bob());
    }

    private String sendTwice() {
        Content seeYou = Content.newBuilder().setText("see you").build();
        Ack first = join(devices.alice().app().send(together, "not-sure", seeYou), SOON);
        Ack second = join(devices.alice().app().send(together, "not-sure", seeYou), SOON);
        equal("seq of the second", first.getSeq(), second.getSeq());
        equal("time of the second", first.getTimeMs(), second.getTimeMs());
        lastSeq = first.getSeq();
        has(devices.bobsPhone(), together, lastSeq);
        equal("copies on bob's phone", 1L, devices.bobsPhone().told().count(together, lastSeq));
        devices.bobsPhone().app().read(together, lastSeq);
        badge(devices.bobsPhone(), 0);
        badge(devices.bobsTablet(), 0);
        return "#%d both times, one message".formatted(lastSeq);
    }

    private void group() {
        narrator.step("alice makes a group “trip” with bob", () -> {
            Ack ack = join(devices.alice().app().createGroup("trip", "trip", List.of(people.bob())), SOON);
            group = ack.getConversationId();
            has(devices.bobsPhone(), group, 1);
            return group;
        });
        narrator.step("alice renames it to “trip to Oslo”, and bob sees the new name", () -> {
            Ack ack = join(devices.alice().app().rename(group, "trip to Oslo"), SOON);
            has(devices.bobsPhone(), group, ack.getSeq());
            equal("name", "trip to Oslo", nameOnBobsPhone());
            return "";
        });
        narrator.step("alice adds carol, who sees it from there on", () -> {
            Ack ack = join(devices.alice().app().addMembers(group, List.of(people.carol())), SOON);
            has(devices.carol(), group, ack.getSeq());
            equal(
                    "first seq that carol has",
                    ack.getSeq(),
                    devices.carol().told().seqs(group).getFirst());
            return "#" + ack.getSeq();
        });
        narrator.step("carol: “I bring the waffles”, and everybody has it under the same number", () -> {
            Ack ack = join(devices.carol().app().sendText(group, "I bring the waffles"), SOON);
            for (Device device : List.of(devices.alice(), devices.bobsPhone(), devices.bobsTablet(), devices.carol())) {
                has(device, group, ack.getSeq());
            }
            devices.bobsPhone().app().read(group, ack.getSeq());
            badge(devices.bobsTablet(), 0);
            return "#" + ack.getSeq();
        });
    }

    private String nameOnBobsPhone() {
        Optional<Conversation> known = join(devices.bobsPhone().app().conversation(group), SOON);
        return known.map(Conversation::name).orElse("(unknown)");
    }

    private void offline() {
        narrator.step("bob's phone is gone; alice sees him as away, with his tablet in the background", () -> {
            devices.bobsPhone().stop();
            presence(PresenceState.PRESENCE_STATE_AWAY);
            return "";
        });
        narrator.step("alice writes three times", () -> {
            for (String text : List.of("bob?", "the train is at nine", "platform 4")) {
                lastSeq = join(devices.alice().app().sendTextTo(people.bob(), text), SOON)
                        .getSeq();
            }
            return "up to #" + lastSeq;
        });
        narrator.step("bob's tablet, in the background, counts 3 unread", () -> {
            badge(devices.bobsTablet(), 3);
            return "";
        });
        narrator.step("bob's phone, locked, shows alerts with the badge 3", () -> {
            List<Notice> shown = lockScreen.await(
                    PUSH_SOON,
                    notices -> notices.stream()
                            .anyMatch(notice ->
                                    notice.badge() == 3 && !notice.text().isEmpty()));
            return shown.stream()
                    .map(Notice::text)
                    .filter(text -> !text.isEmpty())
                    .toList()
                    .toString();
        });
    }

    private void comeBack() {
        narrator.step("bob's phone comes back and gets exactly the three it missed", () -> {
            devices.bobsPhone().forgetTold();
            devices.bobsPhone().start(SOON);
            has(devices.bobsPhone(), together, lastSeq);
            List<ClientEvent> missed = devices.bobsPhone().told().events();
            equal(
                    "what came",
                    List.of(lastSeq - 2, lastSeq - 1, lastSeq),
                    missed.stream().map(ClientEvent::getSeq).toList());
            badge(devices.bobsPhone(), 3);
            return "#%d to #%d, 3 unread".formatted(lastSeq - 2, lastSeq);
        });
        narrator.step("alice sees bob online again", () -> {
            presence(PresenceState.PRESENCE_STATE_ONLINE);
            return "";
        });
        narrator.step("bob reads on the phone, and the badge clears on his tablet", () -> {
            devices.bobsPhone().app().read(together, lastSeq);
            badge(devices.bobsPhone(), 0);
            badge(devices.bobsTablet(), 0);
            return "";
        });
        narrator.step("alice sees that all is read", () -> {
            devices.alice()
                    .await(
                            SOON,
                            told -> told.read().getOrDefault(together, 0L) >= lastSeq,
                            told -> "read up to #" + told.read().getOrDefault(together, 0L));
            return "up to #" + lastSeq;
        });
    }

    private void presence(PresenceState state) {
        devices.alice()
                .await(
                        SOON,
                        told -> told.presence().get(people.bob()) == state,
                        told -> "bob is " + told.presence().get(people.bob()));
    }

    private static void has(Device device, String conversation, long seq) {
        device.await(
                SOON,
                told -> told.count(conversation, seq) > 0,
                told -> "#%d has not come; there is %s".formatted(seq, told.seqs(conversation)));
    }

    private static void badge(Device device, long unread) {
        device.await(SOON, told -> told.badge() == unread, told -> "the badge is " + told.badge());
    }

    private static void equal(String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new UntrueException("%s should be %s but is %s".formatted(what, wanted, found));
        }
    }
}
