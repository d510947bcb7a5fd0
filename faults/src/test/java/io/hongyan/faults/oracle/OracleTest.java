package io.hongyan.faults.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Fact.Acked;
import io.hongyan.faults.oracle.Fact.Pushed;
import io.hongyan.faults.oracle.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OracleTest {

    static List<Corruption> corruptions() {
        return Corruption.all();
    }

    @ParameterizedTest
    @MethodSource("corruptions")
    void itIsFoundAndTheSentenceNamesWhereAndWho(Corruption corruption) {
        Evidence evidence = corruption.of(new Chat()).evidence();

        List<Violation> found = Oracle.judge(evidence).violations();

        assertThat(found).extracting(Violation::kind).contains(corruption.kind());
        assertThat(found).allSatisfy(violation -> {
            assertThat(violation.sentence()).contains(violation.user(), violation.conversation());
            assertThat(violation.seq() == 0 || violation.sentence().contains("#" + violation.seq()))
                    .isTrue();
        });
    }

    @Test
    void nothingHappenedIsNoViolation() {
        assertThat(Oracle.judge(new Chat().evidence()).violations()).isEmpty();
    }

    @Test
    void aBitOfEverythingIsNoViolation() {
        assertThat(Oracle.judge(Script.aBitOfEverything().evidence()).violations())
                .isEmpty();
    }

    /** What comes while an alert of the conversation is fresh goes with the next one. */
    @Test
    void anAlertThatSpeaksOfTwoMessagesIsEnoughForBoth() {
        Evidence evidence = caiIsAwayWhileTwoAreSent();
        List<Pushed> alerts = alerts(evidence);
        Pushed last = alerts.getLast();

        evidence.facts().remove(alerts.getFirst());
        evidence.facts().replaceAll(fact -> fact.equals(last) ? speakingFrom(last, alerts.getFirst()) : fact);

        assertThat(Oracle.judge(evidence).violations()).isEmpty();
    }

    @Test
    void anAlertOfItsOwnAfterOneThatSpokeOfItIsOneTooMany() {
        Evidence evidence = caiIsAwayWhileTwoAreSent();
        List<Pushed> alerts = alerts(evidence);
        Pushed last = alerts.getLast();

        evidence.facts().remove(alerts.getFirst());
        evidence.facts().replaceAll(fact -> fact.equals(last) ? speakingFrom(last, alerts.getFirst()) : fact);
        evidence.facts()
                .add(
                        evidence.facts().indexOf(speakingFrom(last, alerts.getFirst())) + 1,
                        later(alerts.getFirst(), last));

        assertThat(Oracle.judge(evidence).violations())
                .extracting(Violation::kind)
                .containsExactly(Kind.PUSH_DOUBLED);
    }

    @Test
    void theAlertOfALaterMessageIsEnough() {
        Evidence evidence = caiIsAwayWhileTwoAreSent();

        evidence.facts().remove(alerts(evidence).getFirst());

        assertThat(Oracle.judge(evidence).violations()).isEmpty();
    }

    @Test
    void theAlertOfAnEarlierMessageIsNotEnough() {
        Evidence evidence = caiIsAwayWhileTwoAreSent();

        evidence.facts().remove(alerts(evidence).getLast());

        assertThat(Oracle.judge(evidence).violations())
                .extracting(Violation::kind)
                .containsExactly(Kind.PUSH_MISSING);
    }

    private static Evidence caiIsAwayWhileTwoAreSent() {
        var chat = new Chat();
        chat.phones.stream()
                .filter(phone -> phone.user().equals("cai"))
                .map(phone -> phone.reader.device())
                .toList()
                .forEach(device -> chat.down("cai", device));
        chat.pass(20_000);
        chat.say("ben", Chat.OTHER_PAIR).pass(1_000);
        chat.say("ben", Chat.OTHER_PAIR).pass(1_000);
        return chat.pass(20_000).evidence();
    }

    private static List<Pushed> alerts(Evidence evidence) {
        return evidence.facts().stream()
                .filter(fact ->
                        fact instanceof Pushed push && push.conversation().equals(Chat.OTHER_PAIR))
                .map(Pushed.class::cast)
                .toList();
    }

    private static Pushed speakingFrom(Pushed alert, Pushed first) {
        return new Pushed(
                alert.atMs(),
                alert.token(),
                alert.alertId(),
                alert.collapseId(),
                alert.badge(),
                alert.conversation(),
                alert.seq(),
                first.seq(),
                alert.words());
    }

    private static Pushed later(Pushed alert, Pushed than) {
        return new Pushed(
                than.atMs(),
                alert.token(),
                alert.alertId(),
                alert.collapseId(),
                alert.badge(),
                alert.conversation(),
                alert.seq());
    }

    @Test
    void aDifferentAckIsToldWithBothAnswers() {
        Evidence evidence = new Chat().say("ann", Chat.PAIR).evidence();
        long at = evidence.look().atMs();
        Acked first = evidence.facts().stream()
                .filter(Acked.class::isInstance)
                .map(Acked.class::cast)
                .findFirst()
                .orElseThrow();
        evidence.facts().add(new Acked(at, "ann", Chat.PAIR, "m0", 2, first.timeMs()));

        assertThat(Oracle.judge(evidence).violations())
                .containsExactly(new Violation(
                        Kind.RESEND_DIFFERS,
                        Chat.PAIR,
                        2,
                        "ann",
                        "m0 of ann in d:ann:ben was acknowledged as #1 at %d first, and as #2 at %d when it was sent again."
                                .formatted(first.timeMs(), first.timeMs())));
    }

    @Test
    void aMessageWithoutAckMayBeThere() {
        Evidence evidence = new Chat().say("ann", Chat.PAIR).evidence();

        evidence.facts().removeIf(Acked.class::isInstance);

        assertThat(Oracle.judge(evidence).violations()).isEmpty();
    }

    /** It is only the ack that makes a message's loss a broken promise, or that a device showed it. */
    @Test
    void aMessageThatADeviceShowedMustBeInHistory() {
        Evidence evidence = new Chat().say("ann", Chat.PAIR).evidence();
        evidence.facts().removeIf(Acked.class::isInstance);

        evidence.look().histories().stream()
                .filter(history -> history.conversation().equals(Chat.PAIR))
                .forEach(history -> history.entries().clear());

        assertThat(Oracle.judge(evidence).violations())
                .extracting(Violation::kind)
                .contains(Kind.LOST);
    }

    @Test
    void aDeviceThatWasAwayMayLackTheBeginning() {
        Evidence evidence = Script.aBitOfEverything().evidence();

        evidence.facts().stream()
                .filter(fact -> fact instanceof Fact.Shown shown
                        && shown.conversation().equals(Chat.GROUP)
                        && shown.reader().equals(new Reader("ann", "phone")))
                .map(Fact.Shown.class::cast)
                .findFirst()
                .orElseThrow()
                .entries()
                .removeFirst();

        assertThat(Oracle.judge(evidence).violations()).isEmpty();
    }

    @Test
    void inTroubleNothingNeedComeInTime() {
        Chat chat = new Chat().trouble();
        chat.say("ann", Chat.GROUP);
        Evidence evidence = chat.pass(1_000).evidence();
        List<Fact> shown = evidence.facts().stream()
                .filter(fact -> fact instanceof Fact.Shown it && it.reader().equals(new Reader("cai", "phone")))
                .toList();

        Fact.Shown late = (Fact.Shown) shown.getLast();
        evidence.facts().remove(late);
        evidence.facts().removeIf(Fact.Calm.class::isInstance);
        evidence.facts()
                .add(new Fact.Shown(evidence.look().atMs(), late.reader(), late.conversation(), late.entries()));

        assertThat(Oracle.judge(evidence).violations()).isEmpty();
    }

    @Test
    void whatIsLateInTheArchiveIsForgivenOnceItIsThere() {
        Chat chat = Script.aBitOfEverything();
        Evidence evidence = chat.evidence();
        var oracle = new Oracle(Chat.TERMS);
        evidence.facts().forEach(oracle::hear);
        Look behind = chat.look(0);
        behind.histories().forEach(history -> history.entries().removeLast());

        assertThat(oracle.judge(behind).violations()).isNotEmpty();
        assertThat(oracle.judge(chat.look(0)).violations()).isEmpty();
    }

    @Test
    void whatWasTakenBackAfterItWasShownIsNoDifference() {
        Chat chat = new Chat().say("ann", Chat.GROUP).pass(1_000).recall(Chat.GROUP, 2);

        assertThat(chat.room(Chat.GROUP).log.get(1).what()).isEqualTo(new What.Emptied());
        assertThat(Oracle.judge(chat.evidence()).violations()).isEmpty();
    }

    @Test
    void whatADeviceShowsOfItsOwnAccordWasToldUnlessItsUserHasLeft() {
        assertThat(afterBenReadOnHisPhoneAlone(new Chat().say("ann", Chat.GROUP)))
                .contains(Kind.CURSOR_BACKWARD);
        assertThat(afterBenReadOnHisPhoneAlone(
                        new Chat().say("ann", Chat.GROUP).pass(1_000).leave("ben")))
                .isEmpty();
    }

    /** What is found when a reading was on a device at one look, and neither there nor on the server at the next. */
    private static List<Kind> afterBenReadOnHisPhoneAlone(Chat chat) {
        var phone = new Reader("ben", "phone");
        Evidence evidence = chat.evidence();
        var oracle = new Oracle(Chat.TERMS);
        evidence.facts().forEach(oracle::hear);
        Look early = chat.look(0);
        oracle.hear(new Fact.Read(early.atMs(), phone, Chat.GROUP, 1));
        early.counts().stream()
                .filter(counts -> counts.reader().equals(phone))
                .forEach(counts -> counts.conversations().put(Chat.GROUP, new Look.Count(1, 1, false, 0, List.of())));
        oracle.judge(early);

        return oracle.judge(chat.look(0)).violations().stream()
                .map(Violation::kind)
                .toList();
    }

    @Test
    void timeDoesNotGoBack() {
        var oracle = new Oracle(Chat.TERMS);
        oracle.hear(new Fact.Calm(5));

        assertThatThrownBy(() -> oracle.hear(new Fact.Calm(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("It was 5 ms");
    }

    /** 100,000 messages in a group of eight with two devices each, and ten looks on the way, take seconds. */
    @Test
    void manyMessagesAreJudgedInTimeThatGrowsWithThem() {
        int messages = 100_000;
        int looks = 10;
        var oracle = new Oracle(Chat.TERMS);
        List<String> users = List.of("u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8");
        List<Entry> log = new ArrayList<>();
        log.add(new Entry(1, 0, "u1", new What.Created(Set.copyOf(users))));
        long begun = System.nanoTime();
        for (int message = 1; message <= messages; message++) {
            String user = users.get(message % users.size());
            var entry = new Entry(message + 1L, message, user, new What.Said("m" + message, true));
            oracle.hear(new Fact.Sent(message, user, Chat.GROUP, "m" + message, true));
            oracle.hear(new Fact.Acked(message, user, Chat.GROUP, "m" + message, entry.seq(), entry.timeMs()));
            log.add(entry);
            for (String reader : users) {
                for (String device : List.of("phone", "tablet")) {
                    List<Entry> news = message == 1 ? List.copyOf(log) : List.of(entry);
                    oracle.hear(new Fact.Shown(message, new Reader(reader, device), Chat.GROUP, news));
                }
            }
            if (message % (messages / looks) == 0) {
                assertThat(oracle.judge(look(users, log, message, message - messages / looks))
                                .violations())
                        .isEmpty();
            }
        }
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;

        assertThat(seconds).isLessThan(60); // it takes a few; were it quadratic, it would take hours
    }

    private static Look look(List<String> users, List<Entry> log, long at, int after) {
        List<Look.History> histories = new ArrayList<>();
        List<Look.Counts> counts = new ArrayList<>();
        List<Entry> news = log.subList(after, log.size());
        for (String user : users) {
            histories.add(new Look.History(new Reader(user, "asker"), Chat.GROUP, after, news));
            long own = log.stream()
                    .filter(entry -> entry.user().equals(user) && entry.what() instanceof What.Said)
                    .count();
            long unread = log.size() - 1 - own;
            counts.add(new Look.Counts(
                    new Reader(user, "asker"),
                    Map.of(Chat.GROUP, new Look.Count(0, unread, false, 0, List.of())),
                    unread));
        }
        return new Look(at, Set.of(), histories, counts, List.of());
    }
}
