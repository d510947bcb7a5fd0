package io.hongyan.presence.memory.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.presence.memory.MemoryUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import io.vertx.redis.client.impl.types.SimpleStringType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<List<Request>> sent = new ArrayList<>();
    private @Nullable Throwable failure;

    private final Gathering gathering = new Gathering(
            request -> {
                sent.add(List.of(request));
                return Uni.createFrom().item(answer(request));
            },
            requests -> {
                sent.add(requests);
                return failure == null
                        ? Uni.createFrom()
                                .item(requests.stream()
                                        .map(GatheringTest::answer)
                                        .toList())
                        : Uni.createFrom().failure(failure);
            });

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsGivenInOneTurnGoesTogetherAndEachGetsItsOwnAnswer() {
        Request one = Request.cmd(Command.GET).arg("one");
        Request two = Request.cmd(Command.GET).arg("two");

        assertThat(onEventLoop(() -> List.of(gathering.send(one), gathering.send(two))))
                .containsExactly(answer(one).toString(), answer(two).toString());
        assertThat(sent).containsExactly(List.of(one, two));
    }

    @Test
    void whatFollowsFromAnswersGoesTogetherAgain() {
        Request first = Request.cmd(Command.GET).arg("first");
        Request second = Request.cmd(Command.GET).arg("second");

        onEventLoop(() -> IntStream.range(0, 3)
                .mapToObj(i -> gathering.send(first).chain(() -> gathering.send(second)))
                .toList());

        assertThat(sent).extracting(List::size).containsExactly(3, 3);
    }

    @Test
    void aQuestionIsAskedOnceForAllInATurnAndAgainInTheNext() {
        Request question = Request.cmd(Command.HGETALL).arg("slots");
        Request other = Request.cmd(Command.GET).arg("other");
        Supplier<Uni<Response>> asked = () -> gathering.ask(question, "slots");

        assertThat(onEventLoop(() -> List.of(
                        asked.get(),
                        gathering.send(other),
                        asked.get(),
                        asked.get().chain(asked::get))))
                .hasSize(4);
        assertThat(sent).containsExactly(List.of(question, other), List.of(question));
    }

    @Test
    void whereOneIsRefusedEachIsSentByItselfForNobodySaysWhich() {
        failure = ErrorType.create("WRONGTYPE Operation against a key holding the wrong kind of value");
        Request one = Request.cmd(Command.GET).arg("one");
        Request two = Request.cmd(Command.GET).arg("two");

        assertThat(onEventLoop(() -> List.of(gathering.send(one), gathering.send(two))))
                .containsExactly(answer(one).toString(), answer(two).toString());
        assertThat(sent).containsExactly(List.of(one, two), List.of(one), List.of(two));
    }

    @Test
    void anOutageIsToldToAll() {
        failure = new MemoryUnavailableException("No answer.", null);
        Request get = Request.cmd(Command.GET).arg("any");

        assertThat(onEventLoop(() -> List.of(
                        gathering.send(get).onFailure().recoverWithNull(),
                        gathering.send(get).onFailure().recoverWithNull())))
                .containsExactly("null", "null");
        assertThat(sent).hasSize(1);
    }

    @Test
    void manyGoInPieces() {
        Request get = Request.cmd(Command.GET).arg("any");

        onEventLoop(() -> IntStream.range(0, Gathering.TOGETHER_MAX + 2)
                .mapToObj(i -> gathering.send(get))
                .toList());

        assertThat(sent).extracting(List::size).containsExactly(Gathering.TOGETHER_MAX, 2);
    }

    @Test
    void elsewhereThanOnAnEventLoopACommandGoesAtOnce() {
        Request get = Request.cmd(Command.GET).arg("any");

        Uni.join()
                .all(List.of(gathering.send(get), gathering.send(get)))
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(sent).containsExactly(List.of(get), List.of(get));
    }

    /** Subscribes to all in one turn, and returns their answers as texts once all are there. */
    private List<String> onEventLoop(Supplier<List<Uni<Response>>> given) {
        var answers = new CompletableFuture<List<String>>();
        vertx.getOrCreateContext()
                .runOnContext(_ -> Uni.join()
                        .all(given.get())
                        .andFailFast()
                        .subscribe()
                        .with(
                                all -> answers.complete(
                                        all.stream().map(String::valueOf).toList()),
                                answers::completeExceptionally));
        return answers.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static Response answer(Request request) {
        return Response.newInstance(SimpleStringType.create("answer to " + request.hashCode()));
    }
}
