package io.hongyan.eventlog.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.CreateGroup;
import io.hongyan.proto.commands.v1.EditMessage;
import io.hongyan.proto.commands.v1.MarkRead;
import io.hongyan.proto.commands.v1.RenameGroup;
import io.hongyan.proto.commands.v1.SendMessage;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.moderation.v1.Allowed;
import io.hongyan.proto.moderation.v1.CheckRequest;
import io.hongyan.proto.moderation.v1.CheckResponse;
import io.hongyan.proto.moderation.v1.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ModerationTest {

    private static final Content HELLO = Content.newBuilder().setText("hello").build();
    private static final Verdict ALLOWED = new Verdict.Allowed();
    private static final Verdict UNKNOWN = new Verdict.Unknown();
    private static final CheckResponse YES =
            CheckResponse.newBuilder().setAllowed(Allowed.getDefaultInstance()).build();

    private final List<CheckRequest> asked = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private record Config(boolean enabled, Duration deadline, ModerationConfig.OnFailure onFailure, int concurrencyMax)
            implements ModerationConfig {}

    @Test
    void whatIsSaidIsAskedAboutAndNothingElse() {
        Moderation moderation = strict(_ -> Uni.createFrom().item(YES));

        judge(moderation, said("a"));
        judge(
                moderation,
                command()
                        .setEditMessage(EditMessage.newBuilder().setTargetSeq(7).setContent(HELLO)));
        judge(moderation, command().setCreateGroup(CreateGroup.newBuilder().setName("geese")));
        judge(moderation, command().setRenameGroup(RenameGroup.newBuilder().setName("ducks")));
        judge(moderation, command().setCreateGroup(CreateGroup.newBuilder()));
        judge(moderation, command().setMarkRead(MarkRead.newBuilder().setSeq(3)));

        CheckRequest.Builder question = CheckRequest.newBuilder()
                .setConversationId("d:ann:bob")
                .setSenderId("ann")
                .setDeviceId("phone");
        assertThat(asked)
                .containsExactly(
                        question.clone()
                                .setClientMessageId("a")
                                .setContent(HELLO)
                                .build(),
                        question.clone().setEditedSeq(7).setContent(HELLO).build(),
                        question.clone().setGroupName("geese").build(),
                        question.clone().setGroupName("ducks").build());
    }

    @Test
    void switchedOffNobodyIsAsked() {
        Moderation off = moderation(
                new Config(false, Duration.ofSeconds(1), ModerationConfig.OnFailure.REFUSE, 1),
                _ -> Uni.createFrom().failure(new IllegalStateException("asked")));

        assertThat(judge(off, said("a"))).isEqualTo(ALLOWED);
        assertThat(off.concerns(said("a").build())).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void aRefusalHasAReasonThatIsNotTooLong() {
        assertThat(judge(strict(_ -> refused("Be kind.")), said("a"))).isEqualTo(new Verdict.Refused("Be kind."));
        assertThat(judge(strict(_ -> refused(" ")), said("a")))
                .isEqualTo(new Verdict.Refused("This may not be said here."));
        assertThat(judge(strict(_ -> refused("😀".repeat(600))), said("a")))
                .isEqualTo(new Verdict.Refused("😀".repeat(500)));
    }

    @Test
    void withoutAnAnswerTheConfigurationDecides() {
        List<Function<CheckRequest, Uni<CheckResponse>>> silent = List.of(
                _ -> Uni.createFrom().nothing(),
                _ -> Uni.createFrom().failure(new IllegalStateException("down")),
                _ -> Uni.createFrom().nullItem(),
                _ -> Uni.createFrom().item(CheckResponse.getDefaultInstance()),
                _ -> {
                    throw new IllegalStateException("not even a call");
                });

        silent.forEach(moderator -> {
            assertThat(judge(strict(moderator), said("a"))).isEqualTo(UNKNOWN);
            assertThat(judge(lenient(moderator), said("a"))).isEqualTo(ALLOWED);
        });
        assertThat(meters.get("hongyan.moderation.checks")
                        .tag("outcome", "FAILED")
                        .timer()
                        .count())
                .isEqualTo(2L * silent.size());
    }

    @Test
    void moreQuestionsThanMayBeOpenAreNotAskedAndThoseThatEndedMakeRoom() {
        Moderation moderation = strict(question -> question.getClientMessageId().equals("slow")
                ? Uni.createFrom().nothing()
                : Uni.createFrom().item(YES));
        var slow = moderation.judge(said("slow").build()).subscribeAsCompletionStage();

        assertThat(judge(moderation, said("b"))).isEqualTo(UNKNOWN);
        assertThat(slow.join()).isEqualTo(UNKNOWN);
        assertThat(judge(moderation, said("c"))).isEqualTo(ALLOWED);
        assertThat(meters.get("hongyan.moderation.checks")
                        .tag("outcome", "FULL")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void timesAndNumbersThatMakeNoSenseAreAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> moderation(
                        new Config(true, Duration.ZERO, ModerationConfig.OnFailure.ALLOW, 1), _ -> refused("")))
                .withMessageContaining("hongyan.moderation.deadline");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> moderation(
                        new Config(true, Duration.ofSeconds(1), ModerationConfig.OnFailure.ALLOW, 0), _ -> refused("")))
                .withMessageContaining("hongyan.moderation.concurrency-max");
    }

    private Moderation strict(Function<CheckRequest, Uni<CheckResponse>> moderator) {
        return moderation(new Config(true, Duration.ofMillis(100), ModerationConfig.OnFailure.REFUSE, 1), moderator);
    }

    private Moderation lenient(Function<CheckRequest, Uni<CheckResponse>> moderator) {
        return moderation(new Config(true, Duration.ofMillis(100), ModerationConfig.OnFailure.ALLOW, 1), moderator);
    }

    private Moderation moderation(ModerationConfig config, Function<CheckRequest, Uni<CheckResponse>> moderator) {
        return new Moderation(
                config,
                question -> {
                    asked.add(question);
                    return moderator.apply(question);
                },
                meters);
    }

    private static Uni<CheckResponse> refused(String reason) {
        return Uni.createFrom()
                .item(CheckResponse.newBuilder()
                        .setRefused(Refused.newBuilder().setReason(reason))
                        .build());
    }

    private static Verdict judge(Moderation moderation, Command.Builder command) {
        return moderation.judge(command.build()).await().atMost(Duration.ofSeconds(5));
    }

    private static Command.Builder said(String clientId) {
        return command()
                .setSendMessage(
                        SendMessage.newBuilder().setClientMessageId(clientId).setContent(HELLO));
    }

    private static Command.Builder command() {
        return Command.newBuilder()
                .setConversationId("d:ann:bob")
                .setActor(
                        Actor.newBuilder().setUserId("ann").setDeviceId("phone").setSessionId("s"));
    }
}
