package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.embedded.ApnsNotification;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.push.v1.RemoveDeviceRequest;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random histories of writing, reading elsewhere, taking back and removing, for many users at once, on the real store: what their phones
 * show in the end is what a phone would that knew everything. Always the same histories; how they fall together is up to the machine.
 */
@QuarkusTest
@TestProfile(BundlesIT.Bundling.class)
class HistoriesIT extends PushTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USERS = 25;
    private static final int STEPS = 14;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(40);

    /** A user whose phone is away, and what is true of the conversation. */
    private final class Owner {
        private final String user = user("owner");
        private final String alice = user("alice");
        private final Talk talk = Talk.between(alice, user);
        private final String token = phone(user);
        private final Set<Long> recalled = new HashSet<>();
        private long head;
        private long read;
        private int sentBeforeRemoval = -1;

        private void step(Random random) {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> {
                    head++;
                    write(talk.says(alice, "words of " + head));
                }
                case 5, 6 -> {
                    read = head;
                    write(talk.reads(user, "laptop", read));
                }
                case 7, 8 -> {
                    if (head > 0) {
                        long taken = 1 + random.nextLong(head);
                        if (recalled.add(taken)) {
                            head++; // what takes a message back has a number too, and is nobody's unread
                            recalled.add(head);
                            write(talk.recalls(alice, taken));
                        }
                    }
                }
                default -> {
                    // a moment
                }
            }
        }

        private void write(Event event) {
            neighbours.badges.put(user, unread());
            log.write(event);
        }

        private long unread() {
            return IntStream.rangeClosed(1, (int) head)
                    .filter(seq -> seq > read && !recalled.contains((long) seq))
                    .count();
        }

        private void isRemoved() {
            devices.removeDevice(RemoveDeviceRequest.newBuilder()
                    .setUserId(user)
                    .setDeviceId("phone")
                    .build());
            awaitDecided(List.of(this));
            sentBeforeRemoval = neighbours.alertsTo(token).size();
        }
    }

    @Test
    void whatPhonesShowInTheEndIsWhatIsTrue() {
        var random = new Random(20260101);
        List<Owner> owners = new ArrayList<>();
        IntStream.range(0, USERS).forEach(i -> owners.add(new Owner()));

        for (int step = 0; step < STEPS; step++) {
            owners.forEach(owner -> owner.step(random));
            if (random.nextInt(4) == 0) {
                awaitDecided(owners); // else what follows meets what is under way, or waits for the end of a burst
            }
            if (step == STEPS / 2) {
                owners.subList(0, 3).forEach(Owner::isRemoved);
            }
        }
        awaitDecided(owners);

        owners.subList(0, 3)
                .forEach(owner -> assertThat(neighbours.alertsTo(owner.token)).hasSize(owner.sentBeforeRemoval));
        owners.subList(3, USERS).forEach(this::showsWhatIsTrue);
    }

    private void showsWhatIsTrue(Owner owner) {
        List<ApnsNotification> sent = neighbours.alertsTo(owner.token);
        long badge = 0;
        String words = "";
        Set<String> ids = new HashSet<>();
        for (ApnsNotification notification : sent) {
            JsonNode payload = json(notification);
            badge = payload.at("/aps/badge").asLong();
            words = payload.at("/aps/alert/body").asText(words);
            assertThat(ids.add(payload.path("id").asText()))
                    .as("%s is sent %s again", owner.user, notification)
                    .isTrue();
        }
        assertThat(badge).as("%s: the badge after %s", owner.user, sent).isEqualTo(owner.unread());
        for (long seq : owner.recalled) {
            if (seq > owner.read) {
                assertThat(words).as("%s: after %s", owner.user, sent).isNotEqualTo("words of " + seq);
            }
        }
    }

    private void awaitDecided(List<Owner> owners) {
        await().atMost(ENDS_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> owners.stream().allMatch(owner -> applied(owner) && undecided(owner) == 0));
    }

    private boolean applied(Owner owner) {
        long revision = owner.talk.revision();
        return revision == 0
                || count(
                                "SELECT count(*) FROM conversation WHERE conversation_id = $1 AND revision = "
                                        + revision,
                                owner.talk.id())
                        == 1;
    }

    private long undecided(Owner owner) {
        return count("SELECT count(*) FROM alert WHERE user_id = $1 AND decided_at IS NULL", owner.user);
    }

    private static JsonNode json(ApnsNotification notification) {
        try {
            return JSON.readTree(notification.payload());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
