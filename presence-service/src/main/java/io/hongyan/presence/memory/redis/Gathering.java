package io.hongyan.presence.memory.redis;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the commands that are given in the same turn of an event loop, and sends them together: one connection is taken, and
 * all are one write and mostly one answer, where each by itself would cost a wake-up of Redis and one of this process. Answers come
 * on the same event loop, one after the other, so that what follows from them is gathered again. Commands go in the order in which
 * they were given. Given elsewhere than on an event loop, a command goes by itself.
 */
final class Gathering {

    /** So many at most go together; where more are given they go in several pieces, one beside the other. */
    static final int TOGETHER_MAX = 500;

    private final Function<Request, Uni<Response>> alone;
    private final Function<List<Request>, Uni<List<Response>>> together;
    private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);

    /**
     * Sends that way.
     *
     * @param alone sends one
     * @param together sends several, and fails if one of them does, although others may have been carried out
     */
    Gathering(Function<Request, Uni<Response>> alone, Function<List<Request>, Uni<List<Response>>> together) {
        this.alone = alone;
        this.together = together;
    }

    /** What was given to one event loop and has not been sent yet. */
    private static final class Turn {
        private List<Call> calls = new ArrayList<>();
        private Map<Object, Call> questions = new HashMap<>();
    }

    private record Call(Request request, List<UniEmitter<? super Response>> callers) {

        void answer(@Nullable Response response) {
            callers.forEach(caller -> caller.complete(response));
        }

        void fail(Throwable failure) {
            callers.forEach(caller -> caller.fail(failure));
        }
    }

    /** Sends a command. It may be carried out twice, if another one given in the same turn fails; then the second answer counts. */
    Uni<Response> send(Request request) {
        return deferred(request, null);
    }

    /** Asks a question that changes nothing: once for all who ask the same in one turn. */
    Uni<Response> ask(Request request, Object question) {
        return deferred(request, question);
    }

    private Uni<Response> deferred(Request request, @Nullable Object question) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return context == null || !Context.isOnEventLoopThread()
                    ? alone.apply(request)
                    : Uni.createFrom().emitter(caller -> add(context, request, question, caller));
        });
    }

    private void add(Context context, Request request, @Nullable Object question, UniEmitter<? super Response> caller) {
        Turn turn = turns.get();
        Call same = question == null ? null : turn.questions.get(question);
        if (same != null) {
            same.callers().add(caller);
            return;
        }
        var call = new Call(request, new ArrayList<>(List.of(caller)));
        turn.calls.add(call);
        if (question != null) {
            turn.questions.put(question, call);
        }
        if (turn.calls.size() == 1) {
            context.runOnContext(_ -> send(turn));
        }
    }

    private void send(Turn turn) {
        List<Call> calls = turn.calls;
        turn.calls = new ArrayList<>();
        turn.questions = new HashMap<>();
        for (int from = 0; from < calls.size(); from += TOGETHER_MAX) {
            send(calls.subList(from, Math.min(calls.size(), from + TOGETHER_MAX)));
        }
    }

    private void send(List<Call> calls) {
        if (calls.size() == 1) {
            sendAlone(calls.getFirst());
            return;
        }
        together.apply(calls.stream().map(Call::request).toList())
                .subscribe()
                .with(
                        answers -> {
                            for (int i = 0; i < calls.size(); i++) {
                                calls.get(i).answer(answers.get(i));
                            }
                        },
                        failure -> {
                            if (failure instanceof ErrorType) { // of one of them, and nobody says of which
                                calls.forEach(this::sendAlone);
                            } else {
                                calls.forEach(call -> call.fail(failure));
                            }
                        });
    }

    private void sendAlone(Call call) {
        alone.apply(call.request()).subscribe().with(call::answer, call::fail);
    }
}
