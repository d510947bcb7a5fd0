package io.hongyan.message.api.grpc;

import io.grpc.Status;

/** What services say of requests that they do not take. */
final class Sentences {

    private Sentences() {}

    static String of(Status status) {
        String description = status.getDescription();
        return description == null ? "The request makes no sense." : description;
    }
}
