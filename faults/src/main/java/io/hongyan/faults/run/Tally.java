package io.hongyan.faults.run;

/**
 * How much there was.
 *
 * @param sent messages that somebody meant to send
 * @param acknowledged those of them that got a number
 * @param resent how often one was sent again because somebody wanted to
 * @param edits edits that somebody meant to make
 * @param edited those of them that were made
 * @param acks answers with a number, those to resends too
 * @param asked changes of groups, mutes, blocks, recalls and reactions that were asked for
 * @param done those of them that were made
 * @param refusals answers that refuse
 * @param alerts that phones were shown
 */
record Tally(
        int sent,
        int acknowledged,
        int resent,
        int edits,
        int edited,
        int acks,
        int asked,
        int done,
        int refusals,
        int alerts) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    Tally plus(Tally other) {
        return new Tally(
                sent + other.sent,
                acknowledged + other.acknowledged,
                resent + other.resent,
                edits + other.edits,
                edited + other.edited,
                acks + other.acks,
                asked + other.asked,
                done + other.done,
                refusals + other.refusals,
                alerts + other.alerts);
    }

    @Override
    public String toString() {
        return "%d messages sent, %d of them acknowledged, %d resends asked for, %d of %d edits made, %d acks in all, %d of %d changes made, %d refusals, %d alerts"
                .formatted(sent, acknowledged, resent, edited, edits, acks, done, asked, refusals, alerts);
    }
}
