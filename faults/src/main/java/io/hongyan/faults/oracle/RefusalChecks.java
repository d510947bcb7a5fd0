package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Fact.Acked;
import io.hongyan.faults.oracle.Fact.Asked;
import io.hongyan.faults.oracle.Fact.Change;
import io.hongyan.faults.oracle.Fact.Denied;
import io.hongyan.faults.oracle.Fact.Refused;
import io.hongyan.faults.oracle.Setting.Of;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is refused must have a reason, and what has a reason must be refused: blocks, and not being a member. */
final class RefusalChecks {

    private final Model model;
    private final Settings settings;
    private final Findings findings;
    private final List<Outsider> outsiders = new ArrayList<>();

    /** Somebody was told not to be a member, or not one who may see what it is about. */
    private record Outsider(String user, String conversation, String what, long askedMs) {}

    RefusalChecks(Model model, Settings settings, Findings findings) {
        this.model = model;
        this.settings = settings;
        this.findings = findings;
    }

    /** The first ack of a message: nobody may have blocked the other all the time since it was sent. */
    void acked(Acked ack) {
        Message message = model.message(ack.contentId());
        if (message == null) {
            return;
        }
        for (String user : model.log(ack.conversation()).users()) {
            if (settings.mustBe(
                    Of.BLOCK, user, ack.conversation(), true, message.sent().atMs(), ack.atMs())) {
                findings.stands(
                        Kind.WRONGLY_ACCEPTED,
                        ack.conversation(),
                        ack.seq(),
                        ack.user(),
                        "%s of %s was accepted in %s as #%d, where %s had blocked the other before it was sent."
                                .formatted(ack.contentId(), ack.user(), ack.conversation(), ack.seq(), user));
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
        switch (refused.code()) {
            case "BLOCKED" -> {
                boolean mayBe = model.log(refused.conversation()).users().stream()
                        .anyMatch(user ->
                                settings.mayBe(Of.BLOCK, user, refused.conversation(), true, since, refused.atMs()));
                if (!mayBe) {
                    wrongly(refused.user(), refused.conversation(), what + ", and nobody had blocked anybody.");
                }
            }
            case "NOT_A_MEMBER" -> outsiders.add(new Outsider(refused.user(), refused.conversation(), what, since));
            default -> wrongly(refused.user(), refused.conversation(), what + ".");
        }
    }

    void denied(@Nullable Asked ask, Denied denied) {
        if (ask == null) {
            return;
        }
        String what =
                "%s of %s in %s was refused %s".formatted(ask.change(), ask.user(), ask.conversation(), denied.code());
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
    }

    private boolean joinedBefore(Outsider outsider, Span span) {
        Log log = model.log(outsider.conversation());
        Long known = log.knownSince(span.joined());
        return log.isPair() || (known != null && known < outsider.askedMs());
    }
}
