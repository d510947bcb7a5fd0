package io.hongyan.launcher.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.proto.rebuild.v1.DifferenceKind;
import io.hongyan.proto.rebuild.v1.Phase;
import io.hongyan.proto.rebuild.v1.RowDifference;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.hongyan.proto.rebuild.v1.TableComparison;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void aProjectionAndTheOptionInAnyOrderAreUnderstood() {
        assertThat(RebuildArguments.parse(List.of("unread"))).contains(new RebuildArguments("unread", false));
        assertThat(RebuildArguments.parse(List.of("--compare", "push"))).contains(new RebuildArguments("push", true));
    }

    @Test
    void whatMakesNoSenseIsNotUnderstood() {
        for (List<String> words : List.of(
                List.<String>of(),
                List.of("--compare"),
                List.of("router"),
                List.of("push", "unread"),
                List.of("push", "-v"))) {
            assertThat(RebuildArguments.parse(words)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void eachProjectionIsAskedForWhereItIsOwned() {
        SuitePorts ports = SuitePorts.development();

        assertThat(List.of("history", "unread", "push", "presence").stream()
                        .map(projection -> new RebuildArguments(projection, false).port(ports)))
                .containsExactly(7441, 7421, 7451, 7431);
    }

    @Test
    void differencesAreNamedAndFailTheCommand() {
        StartResponse answer = StartResponse.newBuilder()
                .setPhase(Phase.PHASE_DONE)
                .addTables(TableComparison.newBuilder().setTable("member").setRows(1_200))
                .addTables(TableComparison.newBuilder()
                        .setTable("message")
                        .setRows(3)
                        .setRowsDiffering(12)
                        .addFirst(RowDifference.newBuilder()
                                .setKey("seq=7")
                                .setKind(DifferenceKind.DIFFERENCE_KIND_MISSING)))
                .build();

        assertThat(Report.outcome("unread", answer))
                .containsExactly(
                        "  member           1,200 rows, no difference",
                        "  message          3 rows, 12 differ",
                        "      seq=7: the live one lacks it",
                        "      and 11 more",
                        "  ✘ unread is not what the log makes of it; ./hongyan rebuild unread mends it");
        assertThat(Report.isSame(answer)).isFalse();
    }

    @Test
    void aSwapIsTold() {
        StartResponse answer = StartResponse.newBuilder()
                .setPhase(Phase.PHASE_DONE)
                .setRecordsPoison(2)
                .build();

        assertThat(Report.outcome("history", answer))
                .containsExactly(
                        "  passed over 2 records that make no sense; the dead letters have them",
                        "  ✔ history is the rebuilt one now");
        assertThat(Report.isSame(answer)).isTrue();
    }
}
