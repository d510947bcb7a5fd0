package io.hongyan.presence.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.presence.v1.PresenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PublicationPropertyTest {

    private static final int PUBLISHERS = 3;

    /** Each of three publishers brings one transition into the log, step by step, in any order, dying anywhere. */
    @Property(tries = 1_000)
    void theLastWordInTheLogIsTheLatest(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 2 * PUBLISHERS - 1) Integer> turns) {
        var world = new World();
        List<Publisher> publishers = IntStream.range(0, PUBLISHERS)
                .mapToObj(i -> new Publisher(world, "token-" + i))
                .toList();

        for (int turn : turns) {
            Publisher publisher = publishers.get(turn % PUBLISHERS);
            if (turn < PUBLISHERS) {
                publisher.step();
            } else {
                publisher.die();
            }
        }
        publishers.forEach(Publisher::finish);

        assertThat(world.log.getLast()).isEqualTo(world.user.presence().version());
        assertThat(world.user.unconfirmed()).isEmpty();
    }

    /** Without crashes and without company nothing is published twice. */
    @Property(tries = 20)
    void aloneEachTransitionIsPublishedOnce(@ForAll @IntRange(min = 1, max = 5) int transitions) {
        var world = new World();

        for (int i = 0; i < transitions; i++) {
            new Publisher(world, "token-" + i).finish();
        }

        assertThat(world.log)
                .isEqualTo(IntStream.rangeClosed(1, transitions)
                        .mapToObj(i -> (long) i)
                        .toList());
    }

    private static final class World {
        private UserSessions user = UserSessions.UNKNOWN;
        private final List<Long> log = new ArrayList<>();
    }

    private static final class Publisher {

        private enum At {
            WRITE,
            SEND,
            CONFIRM,
            DONE
        }

        private final World world;
        private final String token;
        private boolean changed;
        private At at = At.WRITE;
        private long version;

        Publisher(World world, String token) {
            this.world = world;
            this.token = token;
        }

        void die() {
            if (at != At.DONE) {
                at = At.WRITE; // what it works for is done again, but changes nothing the second time
            }
        }

        void finish() {
            while (at != At.DONE) {
                step();
            }
        }

        void step() {
            switch (at) {
                case WRITE -> {
                    if (!changed) {
                        world.user = transition(world.user);
                        changed = true;
                    }
                    if (Publication.isDue(world.user, token)) {
                        world.user = Publication.begun(world.user, token);
                    }
                    look();
                }
                case SEND -> {
                    world.log.add(version);
                    at = At.CONFIRM;
                }
                case CONFIRM -> {
                    world.user = Publication.confirmed(world.user, token, version);
                    look();
                }
                case DONE -> {}
            }
        }

        private void look() {
            at = Publication.isDue(world.user, token) ? At.SEND : At.DONE;
            version = world.user.presence().version();
        }

        private static UserSessions transition(UserSessions user) {
            var next = new Presence(
                    PresenceState.PRESENCE_STATE_ONLINE, 0, user.presence().version() + 1);
            return user.with(user.live(), user.closed(), next);
        }
    }
}
