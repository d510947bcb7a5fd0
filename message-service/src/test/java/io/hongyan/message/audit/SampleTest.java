package io.hongyan.message.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.unread.Story;
import io.hongyan.proto.events.v1.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final int CONVERSATIONS = 200;
    private static final int PICKED = 10;

    /** Two messages in each conversation: all the first ones, then all the second ones. */
    private static final List<Event> LOG = log();

    @Test
    void noMoreArePickedThanWanted() {
        var sample = new Sample(1, PICKED, 100);

        LOG.forEach(event -> sample.add(Story.recorded(List.of(event))));

        assertThat(sample.specimens()).hasSize(PICKED);
    }

    @Test
    void ofThosePickedNothingIsMissing() {
        var sample = new Sample(2, PICKED, 100);

        LOG.forEach(event -> sample.add(Story.recorded(List.of(event))));

        assertThat(sample.skipped()).isZero();
        assertThat(sample.specimens())
                .allSatisfy(specimen -> assertThat(specimen.view().revision()).isEqualTo(2));
    }

    @Test
    void anotherSaltPicksOthersAndThePollsDoNotMatter() {
        assertThat(picked(3, LOG.size())).isEqualTo(picked(3, 1)).isNotEqualTo(picked(4, LOG.size()));
    }

    /** Each is picked with a chance of 1 in 20 in each of 400 samples: 20 times, and none never or four times as often. */
    @Test
    void eachConversationIsAsLikelyAsAnyOther() {
        List<String> all = IntStream.range(0, 400)
                .boxed()
                .flatMap(salt -> picked(salt * 7_919L, LOG.size()).stream())
                .toList();

        var times = all.stream().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        assertThat(times).hasSize(CONVERSATIONS);
        assertThat(times.values()).allMatch(count -> count < 80);
    }

    @Test
    void whatHasNoBeginningIsSkippedAndKeepsItsPlace() {
        Story story = Story.ofTwo("ann", "ben").send("ann").send("ben").send("ann");
        var sample = new Sample(5, 1, 100);

        sample.add(Story.recorded(story.events().subList(1, 2)));
        sample.add(Story.recorded(story.events().subList(2, 3)));

        assertThat(sample.specimens()).isEmpty();
        assertThat(sample.skipped()).isEqualTo(1);
        assertThat(sample.wants(story.id())).isFalse();
    }

    @Test
    void whatIsTooLongIsSkipped() {
        Story story = Story.ofTwo("ann", "ben").send("ann").send("ben").send("ann");
        var sample = new Sample(6, 10, 2);

        sample.add(Story.recorded(story.events()));

        assertThat(sample.specimens()).isEmpty();
        assertThat(sample.skipped()).isEqualTo(1);
    }

    private static Set<String> picked(long salt, int poll) {
        var sample = new Sample(salt, PICKED, 100);
        for (int from = 0; from < LOG.size(); from += poll) {
            sample.add(Story.recorded(LOG.subList(from, Math.min(from + poll, LOG.size())).stream()
                    .filter(event -> sample.wants(event.getConversationId()))
                    .toList()));
        }
        return sample.specimens().stream().map(Specimen::conversationId).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Event> log() {
        List<Story> stories = IntStream.range(0, CONVERSATIONS)
                .mapToObj(i -> Story.ofTwo("a" + i, "b" + i).send("a" + i).send("b" + i))
                .toList();
        List<Event> log = new ArrayList<>();
        stories.forEach(story -> log.add(story.events().getFirst()));
        stories.forEach(story -> log.add(story.events().getLast()));
        return log;
    }
}
