package io.hongyan.helm;

/** Files that follow from the chart are kept in the repository. Tests compare them, and write them anew if they are asked to. */
final class Renewal {

    /** What writes them anew. */
    static final String COMMAND = "mvn -pl helm -am package -Dtest='SnapshotTest,ReadmeTest'"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dhongyan.helm.renew=true";

    private Renewal() {}

    /** Whether this run is to write them. */
    static boolean isWanted() {
        return Boolean.getBoolean("hongyan.helm.renew");
    }
}
