package io.hongyan.presence.memory.redis;

import io.hongyan.presence.memory.MemoryConfig;
import io.hongyan.presence.memory.MemoryUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls Redis, within a time limit. What is only down fails with {@link MemoryUnavailableException}; anything else is a
 * bug. Never waits for a connection longer than for an answer.
 */
@ApplicationScoped
public class RedisMemory {

    /** First words of errors that say that the call, not the server, is wrong. */
    private static final Set<String> BUGS = Set.of("ERR", "WRONGTYPE", "CROSSSLOT", "NOSCRIPT");

    /** What Redis says with such a word all the same when it is only full: no memory, or no room for one more connection. */
    private static final List<String> FULL = List.of("OOM command", "max number of clients");

    private final Redis redis;
    private final MemoryConfig config;
    private final boolean clustered;
    private final Counter failures;
    private final Gathering gathering;

    RedisMemory(
            Redis redis,
            MemoryConfig config,
            @ConfigProperty(name = "quarkus.redis.client-type", defaultValue = "standalone") String clientType,
            MeterRegistry meters) {
        this.redis = redis;
        this.config = config;
        this.clustered = clientType.equalsIgnoreCase("cluster");
        this.failures = Counter.builder("hongyan.memory.failures")
                .description("Calls to Redis that failed because it was down or slow")
                .register(meters);
        this.gathering = new Gathering(this::alone, requests -> inTime(() -> pipeline(requests)));
    }

    /** Sends one command. The answer may be null. */
    public Uni<Response> send(Request request) {
        return explained(alone(request));
    }

    /**
     * Sends one command, together with others that are given at the same moment. It must do nothing the second time: it may be
     * carried out twice, where another fails. The answer may be null.
     */
    public Uni<Response> sendTogether(Request request) {
        return explained(clustered ? alone(request) : gathering.send(request));
    }

    /** Sends a command that only asks: once for all who ask the same at the same moment. */
    public Uni<Response> ask(Request request, String question) {
        return explained(clustered ? alone(request) : gathering.ask(request, question));
    }

    /** Sends commands together, as few round trips as the servers allow; answers come in the order of the commands, and may be null. */
    public Uni<List<Response>> sendAll(List<Request> requests) {
        if (requests.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return explained(inTime(() -> pipeline(requests)));
    }

    /** Runs a script. */
    public Uni<Response> run(Script script, List<String> keys, List<String> arguments) {
        return explained(inTime(() -> redis.send(evaluation(Command.EVALSHA, script.sha1(), keys, arguments))
                .onFailure(RedisMemory::isUnknownScript)
                .recoverWithUni(() -> redis.send(evaluation(Command.EVAL, script.source(), keys, arguments)))));
    }

    /**
     * Runs a script, together with others that are given at the same moment. It must do nothing the second time, and the answer is of
     * the second then. Sent as a whole: one whose name Redis does not know would make all the others come twice.
     */
    public Uni<Response> runTogether(Script script, List<String> keys, List<String> arguments) {
        return sendTogether(evaluation(Command.EVAL, script.source(), keys, arguments));
    }

    /** One command with its arguments. */
    public static Request request(Command command, String... arguments) {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return request;
    }

    private Uni<List<Response>> pipeline(List<Request> requests) {
        if (!clustered) {
            return redis.batch(requests);
        }
        // In a cluster keys are on several nodes, and a batch must stay on one.
        return redis.connect()
                .chain(connection -> Uni.join()
                        .all(requests.stream().map(connection::send).toList())
                        .andFailFast()
                        .eventually(() -> connection.close().onFailure().recoverWithNull()));
    }

    /** One by itself; in a cluster all go so, for they go to several nodes. */
    private Uni<Response> alone(Request request) {
        return inTime(() -> redis.send(request));
    }

    private <T> Uni<T> inTime(Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .<T>deferred(call::get)
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> new MemoryUnavailableException("No answer within " + config.timeout(), null));
    }

    private <T> Uni<T> explained(Uni<T> call) {
        return call.onFailure().transform(this::explained);
    }

    private Throwable explained(Throwable failure) {
        if (failure instanceof ErrorType error && isBug(error)) {
            return new IllegalStateException("Redis refuses a call: " + error.getMessage(), error);
        }
        failures.increment();
        return failure instanceof MemoryUnavailableException
                ? failure
                : new MemoryUnavailableException("Redis: " + failure.getMessage(), failure);
    }

    static boolean isBug(ErrorType error) {
        String message = Objects.requireNonNullElse(error.getMessage(), "");
        return BUGS.contains(message.split(" ", 2)[0]) && FULL.stream().noneMatch(message::contains);
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    private static Request evaluation(Command command, String script, List<String> keys, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }
}
