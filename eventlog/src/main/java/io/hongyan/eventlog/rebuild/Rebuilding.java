package io.hongyan.eventlog.rebuild;

import java.util.List;

/** Rebuilds one projection from the log. */
public interface Rebuilding {

    /**
     * Rebuilds it, and takes the live one's place; or compares the two, which changes nothing. Waits until that is done,
     * which may be hours: for a thread of its own.
     *
     * @param compare whether to compare only
     * @return what the comparison found; empty if it was not asked for
     * @throws RebuildException if it cannot be done, or was cancelled; nothing has changed then
     */
    List<TableDifferences> run(boolean compare, Watcher watcher);

    /** Whoever asked for it. */
    interface Watcher {

        /** Is told how far it has come: after each batch. */
        void progress(Progress progress);

        /** Whether nobody waits for it any more: asked before each batch. */
        boolean isCancelled();
    }
}
