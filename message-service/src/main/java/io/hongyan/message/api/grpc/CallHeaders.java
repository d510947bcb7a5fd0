package io.hongyan.message.api.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps what a call's metadata says about who calls, and in which trace. */
@ApplicationScoped
class CallHeaders implements ServerInterceptor {

    /** The Authorization header; nothing if there was none. */
    static final Context.Key<String> AUTHORIZATION = Context.key("authorization");

    /** The traceparent header; nothing if there was none. */
    static final Context.Key<String> TRACEPARENT = Context.key("traceparent");

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Context context = Context.current()
                .withValue(AUTHORIZATION, headers.get(key("authorization")))
                .withValue(TRACEPARENT, headers.get(key("traceparent")));
        return Contexts.interceptCall(context, call, headers, next);
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
