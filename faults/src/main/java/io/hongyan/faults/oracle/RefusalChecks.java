package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Fact.Acked;
import io.hongyan.faults.oracle.Fact.Asked;
import io.hongyan.faults.oracle.Fact.Change;
import io.hongyan.faults.oracle.Fact.Denied;
import io.hongyan.faults.oracle.Fact.Refused;
import io.hongyan.faults.oracle.Setting.Of;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is refused must have a reason, and what has a reason must be refused: blocks, not being a member, a message of somebody
 * else's, one that was taken back or that is not to be seen.
 */
final class RefusalChecks {

    private final Model model;
    private final Settings settings;
    private final Findings findings;
    private final List<Outsider> outsiders = new ArrayList<>();
    private final List<Unfound> unfound = new ArrayList<>();
    private final Map<List<Object>, Long> recallsAsked = new HashMap<>(); // by conversation and message

    /** Somebody was told not to be a member, or not one who may see what it is about. */
    private record Outsider(String user, String conversation, String what, long askedMs) {}

    /** Somebody was told that there is no such message as one that there was. */
    private record Unfound(String user, String conversation, String what, long target) {}

    RefusalChecks(Model model, Settings settings, Findings findings) {
        this.model = model;
        this.settings = settings;
        this.findings = findings;
    }

    /** Somebody asks for a change: a message may be taken back from now on. */
    void asked(Asked ask) {
        if (ask.change() instanceof Change.Recall(long target)) {
            recallsAsked.putIfAbsent(List.of(ask.conversation(), target), ask.atMs());
        }
    }

    /** The first ack of a message: nobody may have blocked the other all the time since it was sent. */
    void acked(Acked ack) {
        Message message = model.message(ack.contentId());
        if (message == null) {
            return;
        }
        if (isOfSomebodyElse(message.sent())) {
            findings.stands(
                    Kind.WRONGLY_ACCEPTED,
                    ack.conversation(),
                    ack.seq(),
                    ack.user(),
                    "%s of %s was accepted in %s as #%d, where #%d is somebody else's message."
                            .formatted(
                                    ack.contentId(),
                                    ack.user(),
                                    ack.conversation(),
                                    ack.seq(),
                                    message.sent().editedSeq()));
        }
        acceptedUnblocked(
                ack.contentId(),
                ack.user(),
                ack.conversation(),
                ack.seq(),
                message.sent().atMs(),
                ack.atMs());
    }

    /** A change was made. */
    void done(Asked ask, Fact.Done done) {
        if (ask.change() instanceof Change.React && done.seq() > 0) {
            acceptedUnblocked(
                    ask.change().toString(), ask.user(), ask.conversation(), done.seq(), ask.atMs(), done.atMs());
        }
    }

    private void acceptedUnblocked(String what, String who, String conversation, long seq, long sinceMs, long untilMs) {
        for (String user : model.log(conversation).users()) {
            if (settings.mustBe(Of.BLOCK, user, conversation, true, sinceMs, untilMs)) {
                findings.stands(
                        Kind.WRONGLY_ACCEPTED,
                        conversation,
                        seq,
                        who,
                        "%s of %s was accepted in %s as #%d, where %s had blocked the other before it was sent."
                                .formatted(what, who, conversation, seq, user));
            }
        }
    }

    void refused(Refused refused) {
        Message message = model.message(refused.contentId());
        if (message == null) {
            return;
        }
        message.refused();
        long since = message.sent().atMs();
        String what = "%s of %s in %s was refused %s"
                .formatted(refused.contentId(), refused.user(), refused.conversation(), refused.code());
        Fact.Sent sent = message.sent();
        switch (refused.code()) {
            case "BLOCKED" -> blocked(refused.user(), refused.conversation(), what, since, refused.atMs());
            case "NOT_A_MEMBER" -> outsiders.add(new Outsider(refused.user(), refused.conversation(), what, since));
            case "NOT_ALLOWED" -> {
                if (!isOfSomebodyElse(sent)) {
                    wrongly(refused.user(), refused.conversation(), what + ".");
                }
            }
            case "MESSAGE_NOT_FOUND" -> {
                long target = sent.isEdit() ? sent.editedSeq() : sent.answeredSeq();
                if (!sent.isEdit() || !isRecallAsked(refused.conversation(), target, refused.atMs())) {
                    unfound.add(new Unfound(refused.user(), refused.conversation(), what, target));
                }
            }
            default -> wrongly(refused.user(), refused.conversation(), what + ".");
        }
    }

    private boolean isOfSomebodyElse(Fact.Sent sent) {
        Message edited = sent.isEdit() ? model.message(ContentIds.original(sent.contentId())) : null;
        return edited != null && !edited.sent().user().equals(sent.user());
    }

    private boolean isRecallAsked(String conversation, long target, long beforeMs) {
        return recallsAsked.getOrDefault(List.of(conversation, target), Long.MAX_VALUE) <= beforeMs;
    }

    private void blocked(String who, String conversation, String what, long sinceMs, long untilMs) {
        boolean mayBe = model.log(conversation).users().stream()
                .anyMatch(user -> settings.mayBe(Of.BLOCK, user, conversation, true, sinceMs, untilMs));
        if (!mayBe) {
            wrongly(who, conversation, what + ", and nobody had blocked anybody.");
        }
    }

    void denied(@Nullable Asked ask, Denied denied) {
        if (ask == null) {
            return;
        }
        String what =
                "%s of %s in %s was refused %s".formatted(ask.change(), ask.user(), ask.conversation(), denied.code());
        if (ask.change() instanceof Change.React(long target, String _, boolean _)) {
            switch (denied.code()) {
                case "BLOCKED" -> {
                    blocked(ask.user(), ask.conversation(), what, ask.atMs(), denied.atMs());
                    return;
                }
                case "MESSAGE_NOT_FOUND" -> {
                    if (!isRecallAsked(ask.conversation(), target, denied.atMs())) {
                        unfound.add(new Unfound(ask.user(), ask.conversation(), what, target));
                    }
                    return;
                }
                default -> {} // as with other changes
            }
        }
        boolean outsider = denied.code().equals("NOT_A_MEMBER");
        // Who came back sees nothing from before, hence finds no such message.
        boolean unseen = denied.code().equals("MESSAGE_NOT_FOUND") && ask.change() instanceof Change.Recall;
        if (outsider || unseen) {
            // A message from before one's return cannot be found, however long ago one returned.
            outsiders.add(new Outsider(ask.user(), ask.conversation(), what, unseen ? targetKnown(ask) : ask.atMs()));
        } else {
            wrongly(ask.user(), ask.conversation(), what + ".");
        }
    }

    private long targetKnown(Asked ask) {
        Long known = ask.change() instanceof Change.Recall(long target)
                ? model.log(ask.conversation()).knownSince(target)
                : null;
        return known == null ? 0 : known;
    }

    private void wrongly(String user, String conversation, String sentence) {
        findings.stands(Kind.WRONGLY_REFUSED, conversation, 0, user, sentence);
    }

    /** Who was a member at the time is known only afterwards; each is judged once. */
    void look() {
        outsiders.forEach(outsider -> {
            Span span = model.log(outsider.conversation()).visibleTo(outsider.user());
            if (span != null && span.isOpen() && joinedBefore(outsider, span)) {
                wrongly(
                        outsider.user(),
                        outsider.conversation(),
                        "%s, and %s was a member since #%d."
                                .formatted(outsider.what(), outsider.user(), span.joined()));
            }
        });
        outsiders.clear();
        unfound.forEach(it -> {
            Span span = model.log(it.conversation()).visibleTo(it.user());
            if (span != null && span.has(it.target())) {
                wrongly(it.user(), it.conversation(), "%s, and #%d is there.".formatted(it.what(), it.target()));
            }
        });
        unfound.clear();
    }

    private boolean joinedBefore(Outsider outsider, Span span) {
        Log log = model.log(outsider.conversation());
        Long known = log.knownSince(span.joined());
        return log.isPair() || (known != null && known < outsider.askedMs());
    }
}
