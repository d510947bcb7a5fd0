package io.hongyan.push.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BundleTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void messagesOfAConversationGoAsOneUnderTheLatest() {
        Taken first = message("g:x", "phone", 1, false, 0);
        Taken other = message("g:y", "phone", 1, false, 0);
        Taken last = message("g:x", "phone", 2, false, 0);

        assertThat(bundles(true, last, other, first))
                .containsExactly(new Bundle<>(last, last, List.of(first)), new Bundle<>(other, other, List.of()));
    }

    @Test
    void everyDeviceIsToldByItself() {
        Taken phone = message("g:x", "phone", 1, false, 0);
        Taken tablet = message("g:x", "tablet", 1, false, 0);

        assertThat(bundles(true, phone, tablet)).hasSize(2);
    }

    @Test
    void whereNothingIsPutTogetherEachMessageGoesByItself() {
        assertThat(bundles(false, message("g:x", "phone", 1, false, 0), message("g:x", "phone", 2, false, 0)))
                .hasSize(2);
    }

    @Test
    void theLatestMentionHasTheWord() {
        Taken mention = message("g:x", "phone", 1, true, 0);
        Taken last = message("g:x", "phone", 2, false, 0);

        var bundle = bundles(true, mention, last).getFirst();

        assertThat(bundle).isEqualTo(new Bundle<>(last, mention, List.of(mention)));
        assertThat(bundle.accepted(last, Function.identity(), 5, false))
                .isEqualTo(new Answer.Accepted(5, new Telling(2, "", false)));
        assertThat(bundle.accepted(mention, Function.identity(), 5, false))
                .isEqualTo(new Answer.Bundled(new Telling(0, id(last), true)));
    }

    @Test
    void whatTheDeviceWasToldBeforeIsCountedUpToABound() {
        var few = bundles(true, message("g:x", "phone", 8, false, 4), message("g:x", "phone", 9, false, 4));
        var many = bundles(true, message("g:x", "phone", 8, false, 99), message("g:x", "phone", 9, false, 99));

        assertThat(few.getFirst().messages(Function.identity())).isEqualTo(6);
        assertThat(many.getFirst().messages(Function.identity())).isEqualTo(Bundle.MESSAGES_MAX);
    }

    @Test
    void allThatIsReadGoesFromADeviceAtOnce() {
        Taken x = taken(Kind.CLEAR, "g:x", "phone", 3, false, 0);
        Taken y = taken(Kind.CLEAR, "g:y", "phone", 5, false, 0);
        Taken recall = taken(Kind.RECALL, "g:y", "phone", 4, false, 0);

        assertThat(bundles(false, y, x, recall))
                .containsExactly(new Bundle<>(y, y, List.of(x)), new Bundle<>(recall, recall, List.of()));
    }

    private static String id(Taken taken) {
        return taken.trigger().decisionId();
    }

    private static List<Bundle<Taken>> bundles(boolean together, Taken... alerts) {
        return Bundle.of(List.of(alerts), Function.identity(), together);
    }

    private static Taken message(String conversation, String device, long seq, boolean mentioned, int told) {
        return taken(Kind.MESSAGE, conversation, device, seq, mentioned, told);
    }

    private static Taken taken(Kind kind, String conversation, String device, long seq, boolean mentioned, int told) {
        var trigger = new Trigger(
                kind + conversation + device + seq,
                kind,
                conversation,
                seq,
                seq,
                "bob",
                device,
                NOON.plusSeconds(seq),
                mentioned);
        var screen = new Screen(0, NOON, told, false, false, false, true);
        var standing = new Standing(true, false, 0, 0, false, true, Wishes.UNSAID, screen);
        return new Taken(
                trigger, new Alert.Open(), 1, standing, new Notice("alice", "", "hello"), Manner.UNSAID, null, null);
    }
}
