package io.hongyan.bench.push;

/**
 * What is wrong with what phones were told, and how much there was of it.
 *
 * @param messages that were written to users who were away, or had the app open
 * @param decided that have a final decision
 * @param told that a phone was told of
 * @param hidden told again, because a kill hid that they had been told: nobody had recorded it. The phone replaces the alert
 * @param doubles told again though it was recorded that they had been told
 * @param wrongBadges alerts whose badge is not the exact number at their event
 * @param inForeground told though the foreground had confirmed them
 * @param missing not told, though nothing spoke against it
 * @param contradictions that have two final decisions, which differ
 */
record Findings(
        long messages,
        long decided,
        long told,
        long hidden,
        long doubles,
        long wrongBadges,
        long inForeground,
        long missing,
        long contradictions) {

    static final Findings NONE = new Findings(0, 0, 0, 0, 0, 0, 0, 0, 0);

    Findings plus(Findings other) {
        return new Findings(
                messages + other.messages,
                decided + other.decided,
                told + other.told,
                hidden + other.hidden,
                doubles + other.doubles,
                wrongBadges + other.wrongBadges,
                inForeground + other.inForeground,
                missing + other.missing,
                contradictions + other.contradictions);
    }

    /** Whether every message was decided, and told as it must be. */
    boolean clean() {
        return decided == messages
                && doubles == 0
                && wrongBadges == 0
                && inForeground == 0
                && missing == 0
                && contradictions == 0;
    }
}
