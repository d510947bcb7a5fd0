package io.hongyan.faults.oracle;

import java.util.ArrayList;
import java.util.List;

/** A switch that a user sets, off at first: what it may be at a time, given that some answers came late or never. */
final class Setting {

    /** Which switches there are. */
    enum Of {
        /** Neither alerts nor a part of the badge. */
        MUTE,
        /** Neither of two may send. */
        BLOCK
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final List<Use> uses = new ArrayList<>();

    /** One use of the switch: it took effect at some moment between, if it did. */
    private record Use(int ask, boolean on, long askedMs, long doneMs, boolean certain) {

        /** Whether nothing of before is left of the switch at a time. */
        boolean isOver(long atMs) {
            return certain && doneMs < atMs;
        }
    }

    void asked(int ask, boolean on, long atMs) {
        uses.add(new Use(ask, on, atMs, NEVER, true));
    }

    void done(int ask, long atMs) {
        uses.replaceAll(use -> use.ask() == ask ? new Use(ask, use.on(), use.askedMs(), atMs, true) : use);
    }

    void denied(int ask) {
        uses.removeIf(use -> use.ask() == ask);
    }

    /** It was refused at last, and may have taken effect before. */
    void doubted(int ask, long atMs) {
        uses.replaceAll(use -> use.ask() == ask ? new Use(ask, use.on(), use.askedMs(), atMs, false) : use);
    }

    /** Whether it may have been so at some moment of a time. */
    boolean mayBe(boolean on, long fromMs, long toMs) {
        boolean asAtFirst = !on && uses.stream().noneMatch(use -> use.isOver(fromMs));
        return asAtFirst
                || uses.stream()
                        .filter(use -> use.on() == on && use.askedMs() <= toMs)
                        .anyMatch(use -> uses.stream()
                                .noneMatch(later -> later.askedMs() > use.doneMs() && later.isOver(fromMs)));
    }

    /** Whether it was certainly so all the time. */
    boolean mustBe(boolean on, long fromMs, long toMs) {
        return !mayBe(!on, fromMs, toMs);
    }
}
