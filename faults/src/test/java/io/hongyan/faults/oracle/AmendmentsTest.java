package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Fact.Pushed;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no violation though it looks like one, and what is one only late. */
class AmendmentsTest {

    @Test
    void whoComesBackSeesNoWordsOfEditsOfWhatWasBefore() {
        Chat chat = new Chat().say("ann", Chat.GROUP).pass(1_000).leave("cai").add("cai");
        chat.afterthoughts.edit("ann", "m0").pass(1_000);
        Evidence evidence = chat.evidence();

        assertThat(Oracle.judge(evidence).violations()).isEmpty();
        assertThat(evidence.look().histories().stream()
                        .filter(history -> history.reader().user().equals("cai")
                                && history.conversation().equals(Chat.GROUP))
                        .flatMap(history -> history.entries().stream())
                        .map(Entry::what))
                .contains(new What.Edited(2, ""));
    }

    @Test
    void anEditThatWasRefusedAsBlockedMayBeMadeLater() {
        Chat chat = new Chat().say("ann", Chat.PAIR).pass(1_000).block("ben", Chat.PAIR, true);
        chat.afterthoughts.edit("ann", "m0").pass(1_000).block("ben", Chat.PAIR, false);
        chat.afterthoughts.again(0).pass(1_000);

        assertThat(Oracle.judge(chat.evidence()).violations()).isEmpty();
        assertThat(chat.room(Chat.PAIR).at(1).state().words()).isEqualTo(chat.afterthoughts.words(0));
    }

    @Test
    void anAlertMayStillSayWhatWasJustEdited() {
        assertThat(alertedAfter(Chat.TERMS.presenceMs() - 1)).isEmpty();
    }

    @Test
    void anAlertMustNotSayWhatWasEditedLongAgo() {
        assertThat(alertedAfter(Chat.TERMS.presenceMs() + 1)).containsExactly(Kind.PUSH_WRONG);
    }

    /** Found by the first run in which people mentioned each other. */
    @Test
    void anAlertOfSeveralMayHaveTheWordsOfTheLatestMention() {
        assertThat(alertedOfThree("m1@cai")).isEmpty();
        assertThat(alertedOfThree("m2")).isEmpty();
        assertThat(alertedOfThree("m0")).containsExactly(Kind.PUSH_WRONG);
    }

    /** What is found if cai, who is away, is alerted once of three messages, with these words. */
    private static List<Kind> alertedOfThree(String words) {
        var chat = new Chat();
        chat.down("cai", "phone").pass(20_000);
        chat.say("ben", Chat.OTHER_PAIR).say("ben", Chat.OTHER_PAIR).say("ben", Chat.OTHER_PAIR);
        Evidence evidence = chat.pass(1_000).pass(20_000).evidence();
        evidence.facts().removeIf(fact -> fact instanceof Pushed alert && alert.seq() < 3);
        evidence.facts()
                .replaceAll(fact -> fact instanceof Pushed it
                        ? new Pushed(
                                it.atMs(),
                                it.token(),
                                it.alertId(),
                                it.collapseId(),
                                it.badge(),
                                it.conversation(),
                                it.seq(),
                                1,
                                words)
                        : fact);
        return Oracle.judge(evidence).violations().stream()
                .map(Violation::kind)
                .distinct()
                .toList();
    }

    /** What is found if cai, who is away, is alerted of the words that ben edited so long ago. */
    private static List<Kind> alertedAfter(long millis) {
        var chat = new Chat();
        chat.down("cai", "phone").pass(20_000).say("ben", Chat.OTHER_PAIR);
        chat.afterthoughts.edit("ben", "m0");
        long edited = chat.now();
        Evidence evidence = chat.pass(1_000).pass(20_000).evidence();
        Pushed alert = evidence.facts().stream()
                .filter(Pushed.class::isInstance)
                .map(Pushed.class::cast)
                .findFirst()
                .orElseThrow();
        evidence.facts().remove(alert);
        int at = 0;
        while (evidence.facts().get(at).atMs() <= edited + millis) {
            at++;
        }
        evidence.facts()
                .add(
                        at,
                        new Pushed(
                                edited + millis,
                                alert.token(),
                                alert.alertId(),
                                alert.collapseId(),
                                alert.badge(),
                                alert.conversation(),
                                alert.seq(),
                                alert.seq(),
                                "m0"));
        return Oracle.judge(evidence).violations().stream()
                .map(Violation::kind)
                .distinct()
                .toList();
    }
}
