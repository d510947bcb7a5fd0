package io.hongyan.launcher.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSearchTest {

    private static final Event BEFORE = Records.delivered(9, "tablet", 3);
    private static final Event BEHIND = Records.delivered(11, "phone", 3);
    private static final Event TABLET = Records.delivered(12, "tablet", 4);
    private static final Event TABLET_AGAIN = Records.delivered(13, "tablet", 5);
    private static final Event PHONE = Records.delivered(14, "phone", 7);
    private static final Event READ = Records.read(15, 4);
    private static final Event READ_MORE = Records.read(16, 5);
    private static final Event RECALLED = Records.recalled(17);

    @Test
    void aMessageIsFoundWithItsFirstConfirmationsItsFirstReadingAndItsRecall() {
        var search = new EventSearch(new MessageId.Numbered(Records.CONVERSATION, 4));

        feed(search, BEFORE, Records.sent(), BEHIND, TABLET, TABLET_AGAIN, PHONE, READ, READ_MORE, RECALLED);

        EventSearch.Found found = search.found().getFirst();
        assertThat(found.event().value()).isEqualTo(Records.sent());
        assertThat(found.later().stream().map(Entry::value)).containsExactly(TABLET, PHONE, READ, RECALLED);
    }

    @Test
    void aMessageIsFoundWithEachEditAndTheFirstReactionOfEachUser() {
        var search = new EventSearch(new MessageId.Numbered(Records.CONVERSATION, 4));
        Event one = Records.edited(12, 5);
        Event two = Records.edited(13, 6);
        Event reacted = Records.reacted(14, "👍");

        feed(search, Records.sent(), one, two, reacted, Records.reacted(15, "🎉"));

        assertThat(search.found().getFirst().later().stream().map(Entry::value)).containsExactly(one, two, reacted);
    }

    @Test
    void revisionAndClientIdFindTheSame() {
        var byRevision = new EventSearch(new MessageId.Revised(Records.CONVERSATION, 10));
        var byClientId = new EventSearch(new MessageId.Named("m-1"));

        feed(byRevision, BEFORE, Records.sent(), READ);
        feed(byClientId, BEFORE, Records.sent(), READ);

        assertThat(byRevision.found()).isEqualTo(byClientId.found());
        assertThat(byRevision.found()).hasSize(1);
    }

    @Test
    void aClientIdMayFitAMessageOfEachSenderInEachConversation() {
        Event elsewhere =
                Records.sent().toBuilder().setConversationId("d:alice:carol").build();
        Event answer = Records.sent().toBuilder().setRevision(11).setSeq(5).build();
        var search = new EventSearch(new MessageId.Named("m-1"));

        feed(search, Records.sent(), elsewhere, answer, TABLET, TABLET_AGAIN);

        assertThat(search.found().stream().map(EventSearch.Found::id))
                .containsExactly("d:alice:bob/10", "d:alice:carol/10", "d:alice:bob/11");
        assertThat(search.found().stream().map(found -> found.later().size())).containsExactly(1, 0, 1);
    }

    @Test
    void anIdThatFitsVeryManyIsNotFollowedWithoutBound() {
        var search = new EventSearch(new MessageId.Named("m-1"));

        for (int revision = 1; revision <= 50; revision++) {
            feed(search, Records.sent().toBuilder().setRevision(revision).build());
        }

        assertThat(search.found()).hasSize(EventSearch.FOUND_MAX);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        var search = new EventSearch(new MessageId.Numbered(Records.CONVERSATION, 5));

        feed(search, Records.sent(), READ);

        assertThat(search.found()).isEmpty();
    }

    private static void feed(EventSearch search, Event... events) {
        List.of(events).forEach(event -> search.accept(Records.logged(event)));
    }
}
