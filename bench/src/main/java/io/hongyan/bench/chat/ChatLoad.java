package io.hongyan.bench.chat;

import io.hongyan.bench.Costs;
import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Body;
import io.hongyan.bench.aim.Speaker;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.aim.Target;
import io.hongyan.client.connection.Traffic;
import java.time.Duration;
import java.util.List;

/** The scenario: pairs of users who write to each other at a given total rate. */
public final class ChatLoad {

    private ChatLoad() {}

    /**
     * Runs one load and tells what was measured. Returns 1 if not everything was received, else 0.
     *
     * @param arguments see {@link LoadOptions#parse}
     */
    public static int run(List<String> arguments, Target target, Report report) {
        var options = LoadOptions.parse(arguments);
        var tally = new Tally(1, target.acknowledges());
        List<Speaker> users = target.pairs(options.pairs(), tally);
        Crowd crowd = Crowd.of(users, tally);
        login(users.getFirst(), report);
        crowd.warmUp(options.rate(), options.warmUp(), report);
        List<Traffic> before = users.stream().map(Speaker::traffic).toList();
        report.say("%d messages/s among %d users for %d s"
                .formatted(options.rate(), users.size(), options.time().toSeconds()));
        Costs costsBefore = target.costs();
        long begun = System.nanoTime();
        crowd.send(options.rate(), options.time());
        crowd.settle();
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        Costs costs = target.costs();
        tally.tell(report);
        traffic(tally.sentCount(), users, before, report);
        target.tellMessage(report);
        report.costs(costsBefore, costs, "message", tally.sentCount(), time);
        crowd.close();
        return tally.complete() ? 0 : 1;
    }

    private static void login(Speaker user, Report report) {
        Traffic login = user.traffic();
        report.figure("bytes_login_up", login.bytesUp());
        report.figure("bytes_login_down", login.bytesDown());
        report.figure("bytes_token", user.secretLength());
        report.say("login on the wire, token of %d characters: %d bytes up, %d bytes down"
                .formatted(user.secretLength(), login.bytesUp(), login.bytesDown()));
    }

    private static void traffic(long messages, List<Speaker> users, List<Traffic> before, Report report) {
        long up = 0;
        long down = 0;
        for (int i = 0; i < users.size(); i++) {
            Traffic moved = users.get(i).traffic().since(before.get(i));
            up += moved.bytesUp();
            down += moved.bytesDown();
        }
        report.figure("bytes_up_per_message", up / (double) Math.max(1, messages));
        report.figure("bytes_down_per_message", down / (double) Math.max(1, messages));
        report.say(
                "on the wire for each message of %d characters, acks and receipts included: %d bytes up, %d bytes down"
                        .formatted(Body.CHARACTERS, up / Math.max(1, messages), down / Math.max(1, messages)));
    }
}
