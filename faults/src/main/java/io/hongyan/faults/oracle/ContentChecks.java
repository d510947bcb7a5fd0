package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands at each number: the same for everybody, sent by somebody who was a member, and each message once. */
final class ContentChecks {

    private final Model model;
    private final Findings findings;
    private final Map<String, Long> membersChecked = new HashMap<>(); // by conversation: up to where

    ContentChecks(Model model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    /**
     * A reader was told of an event.
     *
     * @param source who, in words
     * @return what is known of its number, if it fits that
     */
    @Nullable
    Slot told(String conversation, Entry entry, Reader reader, String source) {
        Log log = model.log(conversation);
        Slot slot = log.tell(entry, source);
        if (slot == null) {
            Slot known = log.at(entry.seq());
            findings.stands(
                    Kind.DIFFERS,
                    conversation,
                    entry.seq(),
                    reader.user(),
                    "#%d of %s is %s according to %s, and %s according to %s."
                            .formatted(
                                    entry.seq(),
                                    conversation,
                                    entry,
                                    source,
                                    known == null ? "nothing" : known.entry(),
                                    known == null ? "nobody" : known.source()));
        }
        boolean fits = slot == null || slot.entry().isSameAs(entry);
        if (entry.what() instanceof What.Said said && fits) {
            said(log, entry, said, reader, source);
        } else if (entry.what() instanceof What.Edited(long target, String words) && !words.isEmpty() && fits) {
            once(log, entry, words, reader, source);
            edit(log, entry, target, words, reader, source);
        }
        return slot;
    }

    private void once(Log log, Entry entry, String contentId, Reader reader, String source) {
        long first = log.seqOf(contentId);
        if (first != 0 && first != entry.seq()) {
            findings.stands(
                    Kind.DOUBLED,
                    log.conversation(),
                    entry.seq(),
                    reader.user(),
                    "%s has %s in %s as #%d, and it is #%d too."
                            .formatted(source, contentId, log.conversation(), entry.seq(), first));
        }
    }

    /** What a message says after an edit was sent by the same user, as an edit of that message. */
    private void edit(Log log, Entry entry, long target, String words, Reader reader, String source) {
        Message edit = model.message(words);
        if (edit == null
                || !edit.sent().user().equals(entry.user())
                || !edit.sent().conversation().equals(log.conversation())
                || edit.sent().editedSeq() != target) {
            findings.stands(
                    Kind.UNKNOWN,
                    log.conversation(),
                    entry.seq(),
                    reader.user(),
                    "%s has %s by %s at #%d of %s for the message #%d, who never edited that so."
                            .formatted(source, words, entry.user(), entry.seq(), log.conversation(), target));
        }
    }

    private void said(Log log, Entry entry, What.Said said, Reader reader, String source) {
        once(log, entry, said.contentId(), reader, source);
        if (!entry.state().words().equals(said.contentId())) {
            edit(log, entry, entry.seq(), entry.state().words(), reader, source);
        }
        Message message = model.message(said.contentId());
        if (message == null
                || !message.sent().user().equals(entry.user())
                || !message.sent().conversation().equals(log.conversation())) {
            findings.stands(
                    Kind.UNKNOWN,
                    log.conversation(),
                    entry.seq(),
                    reader.user(),
                    "%s has %s by %s as #%d of %s, who never sent it there."
                            .formatted(source, said.contentId(), entry.user(), entry.seq(), log.conversation()));
        } else if (message.sent().counts() != said.counts()) {
            findings.stands(
                    Kind.DIFFERS,
                    log.conversation(),
                    entry.seq(),
                    reader.user(),
                    "%s has %s, #%d of %s, as a message that %s, and it was sent as one that %s."
                            .formatted(
                                    source,
                                    said.contentId(),
                                    entry.seq(),
                                    log.conversation(),
                                    counts(said.counts()),
                                    counts(!said.counts())));
        }
    }

    private static String counts(boolean counts) {
        return counts ? "counts" : "does not count";
    }

    /** What can only be judged when all is known. */
    void look() {
        model.logs().forEach(log -> {
            emptied(log);
            members(log);
            if (log.folded() < log.head()) {
                findings.now(
                        Kind.HOLE,
                        log.conversation(),
                        log.folded() + 1,
                        "",
                        "Nobody was told of #%d of %s, and there is #%d."
                                .formatted(log.folded() + 1, log.conversation(), log.head()));
            }
        });
        model.messages().stream().filter(Message::isRefused).forEach(this::refused);
    }

    /** Numbers found empty with good reason are not looked at again. */
    private void emptied(Log log) {
        log.emptied().removeIf(log::isTakenBack);
        for (long seq : log.emptied()) {
            findings.now(
                    Kind.EMPTIED,
                    log.conversation(),
                    seq,
                    "",
                    "#%d of %s is empty for somebody, and nobody took it back.".formatted(seq, log.conversation()));
        }
    }

    private void members(Log log) {
        for (long seq = membersChecked.getOrDefault(log.conversation(), 0L) + 1; seq <= log.folded(); seq++) {
            Slot slot = log.at(seq);
            if (slot != null && !log.wasMemberAt(slot.entry().user(), seq)) {
                findings.stands(
                        Kind.WRONGLY_ACCEPTED,
                        log.conversation(),
                        seq,
                        slot.entry().user(),
                        "#%d of %s is %s, and %s was no member then."
                                .formatted(
                                        seq,
                                        log.conversation(),
                                        slot.entry(),
                                        slot.entry().user()));
            }
        }
        membersChecked.put(log.conversation(), log.folded());
    }

    private void refused(Message message) {
        Fact.Sent sent = message.sent();
        long seq = model.log(sent.conversation()).seqOf(sent.contentId());
        if (seq != 0) {
            findings.now(
                    Kind.REFUSED_BUT_THERE,
                    sent.conversation(),
                    seq,
                    sent.user(),
                    "%s of %s was refused each time, and is #%d of %s."
                            .formatted(sent.contentId(), sent.user(), seq, sent.conversation()));
        }
    }
}
