package io.hongyan.bench.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.bench.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A small run of the program: two processes of push-service, one kill, one replay. Not in every build: where the machine has so much
 * else to do that leases run out, it has told of alerts that were sent twice.
 */
@EnabledIfSystemProperty(named = "hongyan.bench.push", matches = "true")
class PushLoadIT {

    private static final Map<String, String> QUICK = Map.of(
            "hongyan.push.send.lease", "4s",
            "hongyan.push.apns.timeout", "2s");

    @Test
    void killsAndAReplayNeitherRepeatNorLoseAnAlertNorSpoilABadge() {
        var told = new ByteArrayOutputStream();
        var report = new Report("push", List.of(), Instant.now(), new PrintStream(told, true, StandardCharsets.UTF_8));
        var options = new PushOptions(100, 50, Duration.ZERO, Duration.ofSeconds(2), 500, 1, 1);

        Findings found = PushLoad.run(options, Path.of("..").toAbsolutePath().normalize(), QUICK, report);

        assertThat(found.clean()).as("%s%n%s", found, told).isTrue();
        assertThat(found.messages()).isGreaterThan(400);
        assertThat(found.told()).isGreaterThan(200);
    }
}
