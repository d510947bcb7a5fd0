package io.hongyan.faults.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What led to a violation: those of all facts that concern its event, its user or its conversation, in a few lines. */
public final class Story {

    private final Violation violation;
    private final Set<String> contents = new HashSet<>(); // what stands, or was said to stand, at its number
    private final Map<Integer, Fact.Asked> asked = new HashMap<>();
    private final Map<String, Reader> tokens = new HashMap<>();

    private Story(Violation violation) {
        this.violation = violation;
    }

    /**
     * Tells it.
     *
     * @param facts everything, in the order of time
     * @param linesMax how many lines at most; of more, the first and the last ones are told
     */
    public static List<String> of(List<Fact> facts, Violation violation, int linesMax) {
        var story = new Story(violation);
        facts.forEach(story::learn);
        List<Fact> concerned = new ArrayList<>();
        for (Fact fact : facts) {
            if (story.concerns(fact)) {
                concerned.add(story.shortened(fact));
            }
        }
        return lines(concerned, linesMax);
    }

    private void learn(Fact fact) {
        switch (fact) {
            case Fact.Acked ack when isHere(ack.conversation(), ack.seq()) -> contents.add(ack.contentId());
            case Fact.Shown shown
            when shown.conversation().equals(violation.conversation()) ->
                shown.entries().stream()
                        .filter(entry -> entry.seq() == violation.seq())
                        .forEach(entry -> {
                            if (entry.what() instanceof Entry.What.Said said) {
                                contents.add(said.contentId());
                            } else if (entry.what() instanceof Entry.What.Edited edited) {
                                contents.add(edited.words());
                            }
                        });
            case Fact.Asked ask -> asked.put(ask.ask(), ask);
            case Fact.Registered registered -> tokens.put(registered.token(), registered.reader());
            default -> {}
        }
    }

    private boolean isHere(String conversation, long seq) {
        return conversation.equals(violation.conversation()) && seq == violation.seq();
    }

    private boolean concerns(Fact fact) {
        return switch (fact) {
            case Fact.Sent sent ->
                contents.contains(sent.contentId())
                        || isNamed(sent.contentId())
                        || (sent.isEdit() && isHere(sent.conversation(), sent.editedSeq()));
            case Fact.SentAgain again -> contents.contains(again.contentId()) || isNamed(again.contentId());
            case Fact.Acked ack -> contents.contains(ack.contentId()) || isNamed(ack.contentId());
            case Fact.Refused refused -> contents.contains(refused.contentId()) || isNamed(refused.contentId());
            case Fact.Shown shown ->
                shown.conversation().equals(violation.conversation())
                        && shown.entries().stream().anyMatch(entry -> entry.seq() == violation.seq())
                        && (!isLive() || isOfUser(shown.reader()));
            case Fact.Asked ask -> isAbout(ask);
            case Fact.Done done -> isAbout(asked.get(done.ask()));
            case Fact.Denied denied -> isAbout(asked.get(denied.ask()));
            case Fact.Read read -> isCursor() && isOfUser(read.reader()) && isIn(read.conversation());
            case Fact.CursorTold told -> isCursor() && isOfUser(told.reader()) && isIn(told.conversation());
            case Fact.CursorShown shown -> isCursor() && isOfUser(shown.reader()) && isIn(shown.conversation());
            case Fact.LoginBegun begun -> isPresence() && isOfUser(begun.reader());
            case Fact.LoginFailed failed -> isPresence() && isOfUser(failed.reader());
            case Fact.Up up -> isLive() && isOfUser(up.reader());
            case Fact.Down down -> isLive() && isOfUser(down.reader());
            case Fact.AppState state -> isLive() && isOfUser(state.reader());
            case Fact.PresenceTold told -> isPresence() && told.user().equals(violation.user());
            case Fact.Pushed pushed ->
                isHere(pushed.conversation(), pushed.seq()) && isOfUser(tokens.get(pushed.token()));
            case Fact.Trouble _, Fact.Calm _ -> true;
            case Fact.Paired _, Fact.Watches _, Fact.Registered _ -> false;
        };
    }

    /** Whether a content is spoken of, as a word of its own. */
    private boolean isNamed(String contentId) {
        String sentence = violation.sentence();
        int at = sentence.indexOf(contentId);
        int end = at + contentId.length();
        return at >= 0 && (end == sentence.length() || !Character.isLetterOrDigit(sentence.charAt(end)));
    }

    private boolean isAbout(Fact.@Nullable Asked ask) {
        if (ask == null || !isIn(ask.conversation())) {
            return false;
        }
        return switch (ask.change()) {
            case Fact.Change.Recall(long target) -> target == violation.seq() || isCursor();
            case Fact.Change.React(long target, String _, boolean _) -> target == violation.seq();
            case Fact.Change.Mute _ -> ask.user().equals(violation.user());
            case Fact.Change.Block _, Fact.Change.Add _, Fact.Change.Remove _, Fact.Change.Leave _ -> true;
        };
    }

    private boolean isIn(String conversation) {
        return violation.conversation().isEmpty() || violation.conversation().equals(conversation);
    }

    private boolean isOfUser(@Nullable Reader reader) {
        return reader == null || violation.user().isEmpty() || reader.user().equals(violation.user());
    }

    private boolean isCursor() {
        return switch (violation.kind()) {
            case UNREAD, TOTAL, MUTED, CURSOR_BACKWARD, CURSOR_LOST, CURSOR_AHEAD, BADGE, PUSH_MISSING -> true;
            default -> false;
        };
    }

    private boolean isPresence() {
        return violation.kind() == Violation.Kind.PRESENCE_MISSED || violation.kind() == Violation.Kind.PRESENCE_WRONG;
    }

    private boolean isLive() {
        return switch (violation.kind()) {
            case UNAWARE, PUSH_DOUBLED, PUSH_NEEDLESS, PUSH_WRONG, PUSH_MISSING, MISSED, HOLE -> true;
            default -> isPresence();
        };
    }

    /** Of what was shown together, the event that it is about. */
    private Fact shortened(Fact fact) {
        if (fact instanceof Fact.Shown shown) {
            return new Fact.Shown(
                    shown.atMs(),
                    shown.reader(),
                    shown.conversation(),
                    shown.entries().stream()
                            .filter(entry -> entry.seq() == violation.seq())
                            .toList());
        }
        return fact;
    }

    private static List<String> lines(List<Fact> facts, int linesMax) {
        List<String> lines = new ArrayList<>();
        int first = facts.size() <= linesMax ? facts.size() : linesMax / 3;
        int last = facts.size() <= linesMax ? 0 : linesMax - first - 1;
        facts.subList(0, first).forEach(fact -> lines.add(line(fact)));
        if (last > 0) {
            lines.add("            … %d more …".formatted(facts.size() - first - last));
            facts.subList(facts.size() - last, facts.size()).forEach(fact -> lines.add(line(fact)));
        }
        return lines;
    }

    private static String line(Fact fact) {
        return "%9.3f s  %s".formatted(fact.atMs() / 1_000.0, Words.of(fact));
    }
}
