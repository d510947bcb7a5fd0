package io.hongyan.connector.session;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.error.v1.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (yes|no|–) \\| (yes|no) \\| .+ \\|$");

    @Test
    void theTableForClientDevelopersHasEveryCodeAsItIs() throws IOException {
        String page = Files.readString(Path.of("../docs/protocol.md"));

        Map<String, String> documented =
                ROW.matcher(page).results().collect(toMap(row -> row.group(1), ErrorsTest::closesAndRetry));

        Map<String, String> real = Arrays.stream(ErrorCode.values())
                .filter(code -> code != ErrorCode.UNRECOGNIZED && code != ErrorCode.ERROR_CODE_UNSPECIFIED)
                .collect(toMap(code -> code.name().replace("ERROR_CODE_", ""), ErrorsTest::closesAndRetry));
        assertThat(documented).isEqualTo(real);
    }

    @Test
    void anErrorThatClosesSaysSo() {
        Error error = Errors.of(ErrorCode.ERROR_CODE_UNAVAILABLE, "not ready", 50);

        Error last = Errors.closing(error);

        assertThat(error.getCloses()).isFalse();
        assertThat(last).isEqualTo(error.toBuilder().setCloses(true).build());
    }

    private static String closesAndRetry(MatchResult row) {
        return row.group(2).replace("–", "no") + " " + row.group(3);
    }

    private static String closesAndRetry(ErrorCode code) {
        return (Errors.closes(code) ? "yes" : "no") + " " + (Errors.mayRetry(code) ? "yes" : "no");
    }
}
