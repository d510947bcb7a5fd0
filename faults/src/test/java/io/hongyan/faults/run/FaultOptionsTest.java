package io.hongyan.faults.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.faults.oracle.Terms;
import io.hongyan.faults.schedule.Schedule;
import io.hongyan.faults.schedule.Scope;
import io.hongyan.faults.schedule.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultOptionsTest {

    @Test
    void optionsComeInAnyOrder() {
        var options = FaultOptions.parse(
                List.of("--only", "kill-message", "--minutes", "3", "--seed", "-7", "--rate", "30", "--seeds", "2"));

        assertThat(options).isEqualTo(new FaultOptions(-7, 2, 3, 30, Scope.of("kill-message"), Extras.NONE));
        assertThat(options.settings(-7)
                        .roundTime()
                        .multipliedBy(options.settings(-7).rounds()))
                .isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void moreIsDoneByMoreUsers() {
        assertThat(FaultOptions.parse(List.of()).settings(1).users()).isEqualTo(20);
        assertThat(FaultOptions.parse(List.of("--rate", "300")).settings(1).users())
                .isEqualTo(100);
    }

    @Test
    void whatIsRarelyAskedForIsUnderstood() {
        var options = FaultOptions.parse(List.of(
                "--slack", "9", "--shrink", "4", "--tamper", "unread", "--people", "u03,u01", "--faults", "7,2"));

        assertThat(options.extras())
                .isEqualTo(new Extras(Duration.ofSeconds(9), 4, Tamper.UNREAD, Set.of("u01", "u03"), Set.of(2, 7)));
        assertThat(options.extras().terms()).isEqualTo(new Terms(10_000, 4_000, 9_000, 2_000));
    }

    @Test
    void thePartThatIsPrintedIsThePartThatIsRead() {
        var part = new Selection(Set.of("u01"), Set.of());

        String options = Extras.options(part);

        var read = FaultOptions.parse(List.of(options.split(" "))).extras();
        assertThat(read.part(Schedule.of(FaultOptions.parse(List.of()).settings(1))))
                .isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seed",
                "--seed x",
                "--minutes 0",
                "--minutes 1441",
                "--seeds 0",
                "--rate 1001",
                "--shrink 3 --seeds 2",
                "--only apns",
                "--speed 3",
                "--slack -1",
                "--tamper push",
                "--faults 0"
            })
    void whatMakesNoSenseIsToldByName(String line) {
        List<String> arguments = List.of(line.split(" "));

        assertThatThrownBy(() -> FaultOptions.parse(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(arguments.getFirst().replace("--only", "apns"));
    }
}
