package io.hongyan.faults.run;

import io.hongyan.faults.schedule.Victim;
import io.hongyan.faults.stage.Stage;
import java.time.Duration;

/**
 * When those who are left with half-open connections must have noticed, and do without them: the trouble that they are goes on until
 * then, though every process says that it is ready.
 */
final class HalfOpen {

    private HalfOpen() {}

    static Duration noticedWithin(Victim victim) {
        return switch (victim) {
            // 10 s until an answer is missed, as long again on the connection that is asked for the way to the broker,
            // and 20 s for those who asked to join a group meanwhile.
            case KAFKA -> Duration.ofSeconds(45);
            case POSTGRES -> Duration.ofSeconds(15); // hongyan.database.silence-max
            case REDIS -> Duration.ofSeconds(5); // quarkus.redis.tcp.read-idle-timeout
            case CONNECTOR -> Stage.HEARTBEAT; // apps send something as often
            case MESSAGE, PRESENCE, HISTORY, PUSH ->
                Duration.ofSeconds(15); // gRPC's keep-alive: 10 s, and 5 for the answer
        };
    }
}
