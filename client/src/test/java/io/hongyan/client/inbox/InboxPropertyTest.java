package io.hongyan.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.content.v1.Mentions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** A device against a naive server: whatever the network does, it shows the log without holes and counts like the server. */
class InboxPropertyTest {

    private static final List<String> CONVERSATIONS = List.of("d:bob:me", "d:carol:me", "g:00000000000000000000000001");

    private static final List<String> EMOJI = List.of("👍", ":yes:");

    /** What happens next. The number says where, to which message, or how. */
    record Step(Kind kind, String conversation, int number) {}

    enum Kind {
        OTHER_SENDS,
        OTHER_SENDS_SILENTLY,
        I_SEND,
        RECALL,
        EDIT,
        OTHER_REACTS,
        OTHER_DEVICE_REACTS,
        I_READ,
        OTHER_DEVICE_READS,
        OTHER_DEVICE_READS_WHILE_OFFLINE,
        MUTE,
        OTHER_DEVICE_ARRANGES,
        OTHER_DEVICE_ARRANGES_WHILE_OFFLINE,
        I_ARRANGE,
        LOSE,
        DELIVER_SHUFFLED,
        DELIVER_TWICE,
        RECONNECT,
        BEAT
    }

    private static final Set<Kind> OF_ONES_OWN =
            EnumSet.of(Kind.MUTE, Kind.OTHER_DEVICE_ARRANGES, Kind.OTHER_DEVICE_ARRANGES_WHILE_OFFLINE, Kind.I_ARRANGE);

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(Kind.OTHER_SENDS)), Tuple.of(12, Arbitraries.of(Kind.values())));
        return Combinators.combine(
                        kinds,
                        Arbitraries.of(CONVERSATIONS),
                        Arbitraries.integers().between(0, 40))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    @Property(tries = 400)
    void whateverTheNetworkDoesTheDeviceEndsUpLikeTheServer(
            @ForAll("histories") List<Step> history,
            @ForAll @IntRange(min = 1, max = 9) int pageSize,
            @ForAll @IntRange(min = 1, max = 5) int named) {
        ModelServer server = new ModelServer(pageSize, named);
        ModelDevice device = new ModelDevice(server, new InboxLimits(5_000, 500, 1_000, 1_000, named));
        device.login();

        new Play(server, device).run(history);

        for (String id : server.ids()) {
            List<ClientEvent> log = server.log(id);
            List<ClientEvent> kept = device.inbox.events(id);
            assertThat(withoutUncountable(kept))
                    .isEqualTo(withoutUncountable(log.subList(log.size() - kept.size(), log.size())));
            assertThat(device.shownTo.getOrDefault(id, (long) log.size())).isEqualTo(log.size());
            assertThat(device.inbox.conversation(id).orElseThrow().unread()).isEqualTo(server.unread(id));
            requireSameMentions(server, device, id);
            requireSameArrangement(server, device.inbox.conversation(id).orElseThrow());
        }
        assertThat(device.holes).isEmpty();
        assertThat(device.badge).isEqualTo(server.unreadTotal());
        assertThat(device.inbox.unreadTotal()).isEqualTo(server.unreadTotal());
    }

    private static void requireSameMentions(ModelServer server, ModelDevice device, String id) {
        List<Long> expected = server.unreadMentions(id);
        var mentions = device.inbox.conversation(id).orElseThrow().mentions();
        assertThat(mentions.exact()).isTrue();
        assertThat(mentions.count()).isEqualTo(expected.size());
        assertThat(mentions.seqs())
                .isEqualTo(expected.subList(0, mentions.seqs().size()));
        assertThat(mentions.seqs().isEmpty()).isEqualTo(expected.isEmpty());
    }

    private static void requireSameArrangement(ModelServer server, Conversation conversation) {
        String id = conversation.id();
        assertThat(conversation.isPinned()).isEqualTo(server.isPinned(id));
        assertThat(conversation.isArchived()).isEqualTo(server.isArchived(id));
        assertThat(conversation.arrangement().markedUnread()).isEqualTo(server.isMarked(id));
        assertThat(conversation.arrangement().version()).isEqualTo(server.version(id));
    }

    /** Of an own message whose predecessor is not known, the ack does not tell it. */
    private static List<ClientEvent> withoutUncountable(List<ClientEvent> events) {
        return events.stream()
                .map(event -> event.toBuilder().clearUncountable().build())
                .toList();
    }

    /** The same with a memory of a few events: what cannot be counted is asked for. */
    @Property(tries = 400)
    void countsAreExactEvenWhereFewEventsAreKept(
            @ForAll("histories") List<Step> history,
            @ForAll @IntRange(min = 1, max = 6) int kept,
            @ForAll @IntRange(min = 1, max = 4) int named) {
        ModelServer server = new ModelServer(4, named);
        ModelDevice device = new ModelDevice(server, new InboxLimits(10, kept, 3, 12, named));
        device.login();

        new Play(server, device).run(history);

        for (String id : server.ids()) {
            assertThat(device.inbox.events(id)).hasSizeLessThanOrEqualTo(kept);
            assertThat(device.inbox.conversation(id).orElseThrow().haveSeq())
                    .isEqualTo(server.log(id).size());
            assertThat(device.inbox.conversation(id).orElseThrow().unread()).isEqualTo(server.unread(id));
            requireSameMentions(server, device, id);
        }
        assertThat(device.holes).isEmpty();
        assertThat(device.badge).isEqualTo(server.unreadTotal());
    }

    /** Every permutation with repetitions of one log: shown once each, in order, and a gap at the end is asked for. */
    @Property
    void orderAndRepetitionDoNotMatter(@ForAll @IntRange(min = 1, max = 30) int length, @ForAll Random random) {
        ModelServer server = new ModelServer(50);
        ModelDevice device = new ModelDevice(server, InboxLimits.DEFAULT);
        List<ClientEvent> first = new ArrayList<>(List.of(server.message(CONVERSATIONS.getFirst(), "bob", false)));
        device.perform(device.inbox.on(first.getFirst()));
        List<ClientEvent> events = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            events.add(server.message(CONVERSATIONS.getFirst(), "bob", false));
        }
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, random);

        events.forEach(event -> device.perform(device.inbox.on(event)));

        assertThat(device.inbox.events(CONVERSATIONS.getFirst())).isEqualTo(server.log(CONVERSATIONS.getFirst()));
        assertThat(device.badge).isEqualTo(length + 1);
        assertThat(device.confirmed).containsEntry(CONVERSATIONS.getFirst(), length + 1L);
    }

    /** Plays steps; what the server routes is under way until delivered, in whatever order, or lost. */
    private record Play(ModelServer server, ModelDevice device, List<ClientEvent> underWay) {

        Play(ModelServer server, ModelDevice device) {
            this(server, device, new ArrayList<>());
        }

        void run(List<Step> history) {
            history.forEach(this::step);
            // Time passes: the heart beats until both agree.
            device.beat();
            device.beat();
            device.beat();
        }

        private void step(Step step) {
            String id = step.conversation();
            if (server.log(id).isEmpty() && OF_ONES_OWN.contains(step.kind())) {
                return; // nothing is there to be muted or arranged
            }
            switch (step.kind()) {
                case OTHER_SENDS -> underWay.add(server.message(id, "bob", false, whom(step.number())));
                case OTHER_SENDS_SILENTLY -> underWay.add(server.message(id, "bob", true, whom(step.number())));
                case I_SEND -> {
                    device.inbox.sending(id);
                    ClientEvent mine = server.message(id, ModelServer.ME, false, whom(step.number()));
                    // Made from the ack, which does not tell how many before it do not count.
                    device.perform(device.inbox.sent(
                            mine.toBuilder().clearUncountable().build()));
                }
                case RECALL -> route(id, () -> server.recall(id, step.number()));
                case EDIT -> route(id, () -> server.edit(id, step.number()));
                case OTHER_REACTS ->
                    route(id, () -> server.react(id, step.number() / 2, "bob", EMOJI.get(step.number() % 2)));
                case OTHER_DEVICE_REACTS ->
                    route(id, () -> server.react(id, step.number() / 2, ModelServer.ME, EMOJI.get(step.number() % 2)));
                case I_READ -> device.perform(device.inbox.read(id, step.number()));
                case OTHER_DEVICE_READS -> {
                    long version = server.read(id, step.number());
                    tell(own(id, version)
                            .setMarkedUnread(server.isMarked(id))
                            .setReadSeq(Math.min(step.number(), server.log(id).size()))
                            .setUnread(server.unread(id)));
                }
                case OTHER_DEVICE_READS_WHILE_OFFLINE -> {
                    server.read(id, step.number());
                    device.login();
                }
                case MUTE -> {
                    boolean on = step.number() % 2 == 0;
                    tell(own(id, server.mute(id, on)).setMuted(on));
                }
                case OTHER_DEVICE_ARRANGES, I_ARRANGE -> tell(arrange(id, step.number()));
                case OTHER_DEVICE_ARRANGES_WHILE_OFFLINE -> {
                    arrange(id, step.number());
                    device.login();
                }
                case LOSE -> underWay.clear();
                case DELIVER_SHUFFLED -> deliver(step.number(), 1);
                case DELIVER_TWICE -> deliver(step.number(), 2);
                case RECONNECT -> device.login();
                case BEAT -> device.beat();
            }
        }

        private static Mentions whom(int number) {
            return switch (number % 5) {
                case 0, 1 -> Mentions.newBuilder().addUserIds(ModelServer.ME).build();
                case 2 -> Mentions.newBuilder().setEveryone(true).build();
                case 3 -> Mentions.newBuilder().addUserIds("carol").build();
                default -> Mentions.getDefaultInstance();
            };
        }

        private void route(String id, Runnable change) {
            int before = server.log(id).size();
            change.run();
            underWay.addAll(server.log(id).subList(before, server.log(id).size()));
        }

        private OwnChange.Builder arrange(String id, int number) {
            boolean on = number % 2 == 0;
            return switch (number % 3) {
                case 0 -> own(id, server.pin(id, on)).setPinnedMs(on ? 1 : 0);
                case 1 ->
                    own(id, server.archive(id, on))
                            .setArchivedSeq(on ? server.log(id).size() : 0);
                default -> own(id, server.mark(id, on)).setMarkedUnread(on);
            };
        }

        private OwnChange.Builder own(String id, long version) {
            return OwnChange.newBuilder()
                    .setConversationId(id)
                    .setOwnVersion(version)
                    .setHeadSeq(server.log(id).size());
        }

        private void tell(OwnChange.Builder change) {
            if (!server.log(change.getConversationId()).isEmpty()) {
                device.perform(device.inbox.on(change.build()));
            }
        }

        private void deliver(int seed, int times) {
            List<ClientEvent> now = new ArrayList<>();
            Collections.nCopies(times, underWay).forEach(now::addAll);
            underWay.clear();
            Collections.shuffle(now, new Random(seed));
            now.forEach(event -> device.perform(device.inbox.on(event)));
        }
    }
}
