package io.hongyan.message.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.audit.Divergence.Kind;
import io.hongyan.message.unread.Story;
import io.hongyan.proto.events.v1.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    /** Ben has read the first message, and has two more and a recalled one unread. */
    private static final View LOG = view(3);

    @Test
    void countingWithFingersKnowsCursorsRecallsAndOwnMessages() {
        assertThat(LOG.standings())
                .isEqualTo(Map.of(
                        "ann", new Standing(Role.ROLE_UNSPECIFIED, 1, 0, 0, 0, false, false, 0, 0, false, 0, 0, 1, 0),
                        "ben", new Standing(Role.ROLE_UNSPECIFIED, 1, 0, 1, 1, true, false, 0, 0, false, 2, 0, 2, 1)));
        assertThat(LOG.messages()).isEqualTo(new MessageSums(5, 15, 15, 4 + 6 + 1, 1, 3, 9));
        assertThat(LOG.mentions()).isEqualTo(Map.of("ben/ann", new MentionSums(1, 2, 4)));
    }

    @Test
    void equalViewsDoNotDiverge() {
        assertThat(Comparison.of(LOG, LOG)).isEmpty();
    }

    /** Found by the property test of the store: as many were taken back, but not the same ones. */
    @Test
    void anotherMessageTakenBackIsADivergence() {
        assertThat(view(2).messages()).isNotEqualTo(LOG.messages());
    }

    @Test
    void aWrongCountIsOneDivergence() {
        View stored = withBen(ben -> ben.withUnread(3, 1));

        assertThat(Comparison.of(LOG, stored)).containsExactly(new Divergence(Kind.COUNT, "ben"));
    }

    @Test
    void aWrongCountOfMentionsIsOneDivergence() {
        View stored = withBen(ben -> ben.withUnread(2, 0));

        assertThat(Comparison.of(LOG, stored)).containsExactly(new Divergence(Kind.COUNT, "ben"));
    }

    @Test
    void aWrongCursorIsOneDivergenceHoweverItChangesTheCount() {
        View stored = withBen(ben -> new Standing(ben.role(), 1, 0, 5, 5, true, false, 0, 0, false, 2, 0, 0, 0));

        assertThat(Comparison.of(LOG, stored)).containsExactly(new Divergence(Kind.MEMBER, "ben"));
    }

    @Test
    void whoIsMissingOrTooManyIsToldByName() {
        View stored = new View(
                LOG.revision(),
                LOG.headSeq(),
                LOG.countable(),
                LOG.memberCount(),
                Map.of("ann", LOG.standings().get("ann"), "cat", LOG.standings().get("ann")),
                LOG.messages(),
                LOG.mentions());

        assertThat(Comparison.of(LOG, stored))
                .containsExactly(new Divergence(Kind.MEMBER, "ben"), new Divergence(Kind.MEMBER, "cat"));
    }

    @Test
    void headAndMessagesAreTheConversations() {
        View stored = new View(
                LOG.revision() - 1,
                LOG.headSeq(),
                LOG.countable(),
                LOG.memberCount(),
                LOG.standings(),
                MessageSums.NONE,
                Map.of());

        assertThat(Comparison.of(LOG, stored))
                .isEqualTo(List.of(
                        new Divergence(Kind.CONVERSATION, ""),
                        new Divergence(Kind.MESSAGES, ""),
                        new Divergence(Kind.MENTIONS, "")));
    }

    private static View withBen(UnaryOperator<Standing> change) {
        Map<String, Standing> standings = new HashMap<>(LOG.standings());
        standings.computeIfPresent("ben", (user, ben) -> change.apply(ben));
        return new View(
                LOG.revision(),
                LOG.headSeq(),
                LOG.countable(),
                LOG.memberCount(),
                standings,
                LOG.messages(),
                LOG.mentions());
    }

    private static View view(long recalled) {
        Story story = Story.ofTwo("ann", "ben")
                .send("ann")
                .read("ben", 1)
                .mention("ann", "ben")
                .mentionEveryone("ann")
                .send("ben")
                .send("ann")
                .recall("ann", recalled)
                .mute("ben", true);
        var sample = new Sample(0, 1, 100);
        sample.add(Story.recorded(story.events()));
        return sample.specimens().getFirst().view();
    }
}
