package io.hongyan.history.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.history.archive.ArchiveChanges.PastReaction;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A message of ann's with the number 1, and what happens to it; stored where it says so. */
class ArchiveChangesTest {

    private static final Event SENT = Told.message(1, "ann", "goose");
    private static final Event FIRST = Told.edit(2, "ann", 1, "geese");
    private static final Event SECOND = Told.edit(3, "ann", 1, "grey geese");
    private static final Event RECALL = Told.recall(4, "ann", 1);

    @Test
    void aMessageSaysWhatItsLastEditSaysAndNoOtherEditSaysAnything() {
        Revision revision = revise(Map.of(), SENT, FIRST, SECOND);

        assertThat(revision.added())
                .isEqualTo(Told.byPlace(Told.message(1, "ann", "grey geese"), Contents.without(FIRST), SECOND));
        assertThat(revision.replaced()).isEmpty();
        assertThat(revision.edits())
                .containsExactly(
                        new Revision.Edit(Told.place(1), 2, FIRST.getTimeMs()),
                        new Revision.Edit(Told.place(1), 3, SECOND.getTimeMs()));
    }

    @Test
    void whatIsStoredIsRevisedByALaterEdit() {
        Revision revision = revise(Told.byPlace(Told.message(1, "ann", "geese"), FIRST), SECOND);

        assertThat(revision.added()).isEqualTo(Told.byPlace(SECOND));
        assertThat(revision.replaced())
                .isEqualTo(Told.byPlace(Told.message(1, "ann", "grey geese"), Contents.without(FIRST)));
    }

    @Test
    void anEditThatIsReadAgainDoesNotComeBackOverALaterOne() {
        Revision revision = revise(Told.byPlace(Told.message(1, "ann", "grey geese"), SECOND), SENT, FIRST);

        assertThat(revision.added().get(Told.place(2))).isEqualTo(Contents.without(FIRST));
        assertThat(revision.replaced()).isEmpty();
    }

    @Test
    void aRecallTakesTheMessageAndItsEditsWhereverTheyAre() {
        Revision here = revise(Map.of(), SENT, FIRST, RECALL);
        Revision stored = revise(Told.byPlace(Told.message(1, "ann", "grey geese"), SECOND), RECALL);

        assertThat(here.added()).isEqualTo(Told.byPlace(Contents.without(SENT), Contents.without(FIRST), RECALL));
        assertThat(stored.replaced()).isEqualTo(Told.byPlace(Contents.without(SENT), Contents.without(SECOND)));
    }

    /** Found by random stories: the silent one was taken for the last edit, and the words of the last one stayed. */
    @Test
    void aRecallTakesTheLastEditThoughALaterSilentOneIsEditedAtTheSameTime() {
        Event silent = Contents.without(Told.edit(5, "ben", 1, "swans"));
        Event ofTheSilentOne = Told.edit(7, "ben", 5, "ducks");

        Revision revision = revise(
                Told.byPlace(Told.message(1, "ann", "grey geese"), SECOND, silent),
                Told.recall(6, "ann", 1),
                ofTheSilentOne);

        assertThat(revision.replaced()).isEqualTo(Told.byPlace(Contents.without(SENT), Contents.without(SECOND)));
    }

    @Test
    void anEditOfWhatIsGoneSaysNothing() {
        Event late = Told.edit(5, "ann", 1, "geese again");

        Revision here = revise(Map.of(), SENT, RECALL, late);
        Revision stored = revise(Told.byPlace(Contents.without(SENT)), late);

        assertThat(here.added()).isEqualTo(Told.byPlace(Contents.without(SENT), RECALL, Contents.without(late)));
        assertThat(stored.added()).isEqualTo(Told.byPlace(Contents.without(late)));
        assertThat(stored.replaced()).isEmpty();
    }

    @Test
    void whatIsNoEditOfTheSendersOwnMessageIsPassedOver() {
        Event others = Told.edit(5, "ben", 1, "swans");
        Event ofAnEdit = Told.edit(6, "ann", 2, "swans");
        Event ofNothing = Told.edit(7, "ann", 4, "swans");

        Revision revision = revise(Map.of(), SENT, FIRST, others, ofAnEdit, ofNothing);

        assertThat(revision.added())
                .isEqualTo(Told.byPlace(
                        Told.message(1, "ann", "geese"),
                        FIRST,
                        Contents.without(others),
                        Contents.without(ofAnEdit),
                        Contents.without(ofNothing)));
        assertThat(revision.edits()).hasSize(1);
    }

    @Test
    void whatAMessageNoLongerSaysIsAVersionOfIt() {
        Revision here = revise(Map.of(), SENT, FIRST, SECOND);
        Revision stored = revise(Told.byPlace(Told.message(1, "ann", "geese"), FIRST), SECOND);
        Revision again = revise(Told.byPlace(Told.message(1, "ann", "grey geese"), SECOND), SENT, FIRST, SECOND);

        assertThat(here.versions()).containsExactly(version(1, "goose"), version(2, "geese"));
        assertThat(stored.versions()).containsExactly(version(2, "geese"));
        assertThat(again.versions()).isEmpty();
        assertThat(here.gone()).isEmpty();
    }

    @Test
    void whatIsTakenBackHasNoVersions() {
        Revision here = revise(Map.of(), SENT, FIRST, SECOND, RECALL);
        Revision stored = revise(Told.byPlace(Told.message(1, "ann", "grey geese"), SECOND), RECALL);
        Revision late = revise(Told.byPlace(Contents.without(SENT)), FIRST, SECOND);

        assertThat(here.versions()).isEmpty();
        assertThat(here.gone()).containsExactly(Told.place(1));
        assertThat(stored.gone()).containsExactly(Told.place(1));
        assertThat(late.versions()).isEmpty();
    }

    @Test
    void whatIsNoEditMakesNoVersion() {
        assertThat(revise(Map.of(), SENT, Told.edit(2, "ben", 1, "swans")).versions())
                .isEmpty();
    }

    private static Revision.Version version(long seq, String text) {
        return new Revision.Version(
                Told.place(1), seq, Content.newBuilder().setText(text).build());
    }

    @Test
    void theLastWordOnAReactionCounts() {
        var changes = ArchiveChanges.of(List.of(
                Told.reaction(2, "ben", 1, "👍", true),
                Told.reaction(3, "cat", 1, "👍", true),
                Told.reaction(4, "ben", 1, "👍", false)));

        assertThat(changes.reactions())
                .isEqualTo(Map.of(
                        new Reaction(Told.place(1), "ben", "👍"), new ReactionChange(false, 4),
                        new Reaction(Told.place(1), "cat", "👍"), new ReactionChange(true, 3)));
        assertThat(changes.pastReactions())
                .containsExactly(
                        new PastReaction(new Reaction(Told.place(1), "ben", "👍"), new ReactionChange(true, 2)));
        assertThat(changes.targets()).isEmpty();
    }

    private static Revision revise(Map<Place, Event> stored, Event... batch) {
        return ArchiveChanges.of(List.of(batch)).revised(stored);
    }
}
