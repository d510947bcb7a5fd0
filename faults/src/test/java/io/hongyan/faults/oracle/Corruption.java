package io.hongyan.faults.oracle;

import static java.util.Objects.requireNonNull;

import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A way in which a chat system can be wrong, done to evidence of {@link Script#aBitOfEverything}.
 *
 * @param name a sentence
 * @param kind as what it has to be found
 * @param falsification does it
 */
record Corruption(String name, Kind kind, Consumer<Case> falsification) {

    /** All there are. */
    static List<Corruption> all() {
        List<Corruption> all = new ArrayList<>(LogCorruptions.all());
        all.addAll(AnswerCorruptions.all());
        all.addAll(LiveCorruptions.all());
        all.addAll(AmendmentCorruptions.all());
        all.addAll(AmendmentAnswerCorruptions.all());
        return all;
    }

    /** Lets a bit of everything happen after what was, and falsifies it. */
    Case of(Chat chat) {
        int base = chat.messages.size();
        int edits = chat.afterthoughts.count();
        Script.aBitOfEverything(chat);
        var falsified = new Case(chat, base, edits, chat.evidence());
        falsification.accept(falsified);
        return falsified;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Evidence to falsify, with the names of what is in it. */
    record Case(Chat chat, int base, int edits, Evidence evidence) {

        /** The content of the script's message with a number. */
        String content(int number) {
            return Chat.contentId(base + number);
        }

        /** Where that message is. */
        String conversation(int number) {
            return requireNonNull(chat.messages.get(content(number))).conversation();
        }

        /** What that message got. */
        Entry entry(int number) {
            return requireNonNull(chat.room(conversation(number)).receipts.get(content(number)));
        }

        long seq(int number) {
            return entry(number).seq();
        }

        /** What the script's edit with a number says. */
        String words(int edit) {
            return chat.afterthoughts.words(edits + edit);
        }

        /** What number that edit got, in the group. */
        long editSeq(int edit) {
            return requireNonNull(chat.room(Chat.GROUP).receipts.get(words(edit)))
                    .seq();
        }

        List<Fact> facts() {
            return evidence.facts();
        }

        Look look() {
            return evidence.look();
        }

        /** The time of an ack or refusal of that message, the first. */
        long told(int number) {
            return facts().stream()
                    .filter(fact -> switch (fact) {
                        case Fact.Acked ack -> ack.contentId().equals(content(number));
                        case Fact.Refused refused -> refused.contentId().equals(content(number));
                        default -> false;
                    })
                    .findFirst()
                    .orElseThrow()
                    .atMs();
        }

        /** Puts a fact where its time is: behind everything of the same time. */
        void insert(Fact fact) {
            int at = 0;
            while (at < facts().size() && facts().get(at).atMs() <= fact.atMs()) {
                at++;
            }
            facts().add(at, fact);
        }
    }
}
