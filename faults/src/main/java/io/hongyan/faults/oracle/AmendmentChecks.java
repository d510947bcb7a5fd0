package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Fact.Shown;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What messages say since they were edited, and how they are reacted to: at a look as all events together say, before that as
 * they say up to some event, and to those who have left as they said then. Words that are no longer said are nowhere, and nobody is
 * told those of messages from before.
 */
final class AmendmentChecks {

    private final Model model;
    private final Findings findings;
    private final Map<String, Amendments> amendments = new HashMap<>();
    private final List<Told> told = new ArrayList<>(); // not judged yet

    /** A device was told of a message with what had become of it, or of an edit with its words. */
    private record Told(Reader reader, String conversation, Entry entry) {

        long needs() {
            return Math.max(
                    entry.seq(),
                    Math.max(entry.state().editedSeq(), entry.state().reactionsSeq()));
        }
    }

    AmendmentChecks(Model model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    /** What became of the messages of a conversation, as of the last look. */
    Amendments of(String conversation) {
        return amendments.computeIfAbsent(conversation, id -> new Amendments(model.log(id)));
    }

    /** What devices show may be older than what others know: it is judged once that is known without a hole. */
    void shown(Shown fact) {
        for (Entry entry : fact.entries()) {
            boolean says = switch (entry.what()) {
                case What.Said said -> !entry.state().equals(State.fresh(said.contentId()));
                case What.Edited edited -> !edited.words().isEmpty();
                default -> false;
            };
            if (says) {
                told.add(new Told(fact.reader(), fact.conversation(), entry));
            }
        }
    }

    void look(Look look) {
        for (Log log : model.logs()) {
            of(log.conversation())
                    .advance((entry, reason) -> findings.stands(
                            Kind.WRONGLY_ACCEPTED,
                            log.conversation(),
                            entry.seq(),
                            entry.user(),
                            "#%d of %s is %s, and %s.".formatted(entry.seq(), log.conversation(), entry, reason)));
        }
        told.removeIf(it -> {
            boolean known = it.needs() <= model.log(it.conversation()).folded();
            if (known) {
                judge(it);
            }
            return known;
        });
        look.histories()
                .forEach(history -> history.entries()
                        .forEach(entry -> compare(history.reader(), history.conversation(), entry, Where.HISTORY)));
        look.kept().forEach(kept -> compare(kept.reader(), kept.conversation(), kept.entry(), Where.DEVICE));
    }

    private void judge(Told it) {
        Log log = model.log(it.conversation());
        Amendments of = of(it.conversation());
        String user = it.reader().user();
        long seq = it.entry().seq();
        State state = it.entry().state();
        if (it.entry().what() instanceof What.Edited(long target, String words)) {
            boolean sees = log.spansOf(user).stream().anyMatch(span -> span.has(seq) && span.has(target));
            if (!sees) {
                stands(
                        Kind.LEAKED,
                        it,
                        "%s was told that #%d says %s, and does not see that".formatted(user, target, words));
            }
            return;
        }
        long said = log.seqOf(state.words());
        long newest = Math.max(said, Math.max(state.editedSeq(), state.reactionsSeq()));
        if (log.spansOf(user).stream().noneMatch(span -> span.has(seq) && newest <= span.left())) {
            stands(Kind.LEAKED, it, "%s was told of #%d, which came after leaving".formatted(it.reader(), newest));
            return;
        }
        // The words of a page may be newer than the edit that it names, and then that comes as an event.
        if (state.editedSeq() != 0 && (!of.isEdit(state.editedSeq(), seq) || (said != 0 && said < state.editedSeq()))) {
            stands(
                    Kind.STALE,
                    it,
                    "%s was told that it says %s by #%d".formatted(it.reader(), state.words(), state.editedSeq()));
        }
        var reactions = of.reactions(seq, state.reactionsSeq(), user);
        if (!reactions.equals(state.reactions())) {
            stands(
                    Kind.REACTIONS,
                    it,
                    "%s was told of %s up to #%d, and there were %s"
                            .formatted(it.reader(), state.reactions(), state.reactionsSeq(), reactions));
        }
    }

    private void stands(Kind kind, Told it, String what) {
        findings.stands(
                kind,
                it.conversation(),
                it.entry().seq(),
                it.reader().user(),
                "#%d of %s: %s.".formatted(it.entry().seq(), it.conversation(), what));
    }

    private void compare(Reader reader, String conversation, Entry entry, Where where) {
        Log log = model.log(conversation);
        Span span = log.visibleTo(reader.user());
        if (span != null && span.has(entry.seq())) {
            var seen = new Seen(reader, log, of(conversation), span, entry, where);
            switch (entry.what()) {
                case What.Said _ when !log.isTakenBack(entry.seq()) -> words(seen);
                case What.Edited edited -> edit(seen, edited);
                default -> {} // what was taken back is looked at elsewhere
            }
        }
    }

    private enum Where {
        HISTORY("in history"),
        DEVICE("on the device");

        private final String words;

        Where(String words) {
            this.words = words;
        }
    }

    /** Something that is seen at a look. */
    private record Seen(Reader reader, Log log, Amendments of, Span span, Entry entry, Where where) {

        long upTo() {
            return Math.min(span.left(), log.folded());
        }

        /** In history for everybody as soon as it is, for a device if it was told. */
        boolean isTakenBack(long target) {
            return log.isTakenBack(target) && (where == Where.HISTORY || log.recallOf(target) <= upTo());
        }
    }

    /** To who left, what a message said then, and the reactions that it had. */
    private void words(Seen seen) {
        State state = seen.entry().state();
        long seq = seen.entry().seq();
        long edit = seen.of().lastEdit(seq, seen.upTo());
        String words = seen.of().words(seq, edit);
        long newest = Math.max(seen.log().seqOf(state.words()), Math.max(state.editedSeq(), state.reactionsSeq()));
        if (newest > seen.span().left()) {
            now(
                    Kind.LEAKED,
                    seen,
                    "tells of #%d, and #%d is the last to be seen"
                            .formatted(newest, seen.span().left()));
        } else if (state.editedSeq() != edit || (!words.isEmpty() && !words.equals(state.words()))) {
            now(
                    Kind.STALE,
                    seen,
                    "says %s by #%d, and should say %s by #%d"
                            .formatted(state.words(), state.editedSeq(), words, edit));
        }
        var reactions = seen.of().reactions(seq, seen.upTo(), seen.reader().user());
        long last = seen.of().lastReaction(seq, seen.upTo());
        if (newest <= seen.span().left() && !(reactions.equals(state.reactions()) && last == state.reactionsSeq())) {
            now(
                    Kind.REACTIONS,
                    seen,
                    "has the reactions %s up to #%d, and they are %s up to #%d"
                            .formatted(state.reactions(), state.reactionsSeq(), reactions, last));
        }
    }

    private void edit(Seen seen, What.Edited edited) {
        long target = edited.targetSeq();
        long last = seen.of().lastEdit(target, seen.upTo());
        boolean hidden = !seen.span().has(target);
        boolean says = !edited.words().isEmpty();
        if (says && hidden) {
            now(Kind.LEAKED, seen, "says that #%d says %s, which is not to be seen".formatted(target, edited.words()));
        } else if (says && (seen.isTakenBack(target) || seen.entry().seq() < last)) {
            now(Kind.EMPTIED, seen, "still has %s, which nobody says any more".formatted(edited.words()));
        } else if (!says
                && !hidden
                && !seen.log().isTakenBack(target)
                && seen.entry().seq() == last) {
            now(Kind.EMPTIED, seen, "has no words, and is the last edit of #%d".formatted(target));
        }
    }

    private void now(Kind kind, Seen seen, String what) {
        findings.now(
                kind,
                seen.log().conversation(),
                seen.entry().seq(),
                seen.reader().user(),
                "#%d of %s, read by %s %s: it %s."
                        .formatted(
                                seen.entry().seq(),
                                seen.log().conversation(),
                                seen.reader(),
                                seen.where().words,
                                what));
    }
}
