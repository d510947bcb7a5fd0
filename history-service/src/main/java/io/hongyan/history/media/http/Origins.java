package io.hongyan.history.media.http;

import io.hongyan.history.media.MediaConfig;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;

/** Which web apps may load and upload, by the Fetch standard's rules for requests across origins. */
record Origins(Set<String> allowed) {

    static Origins of(MediaConfig config) {
        return new Origins(Set.copyOf(config.origins().orElse(List.of())));
    }

    /** Says so in the answer, if the request comes from one of them. */
    void allow(HttpServerRequest request) {
        request.response().putHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null || !allowed.contains(origin)) {
            return;
        }
        request.response()
                .putHeader("Access-Control-Allow-Origin", origin)
                .putHeader("Access-Control-Allow-Methods", "GET, HEAD, PUT")
                .putHeader("Access-Control-Allow-Headers", "content-type, range, upload-offset")
                .putHeader(
                        "Access-Control-Expose-Headers",
                        "content-range, etag, upload-complete, upload-length, upload-offset")
                .putHeader("Access-Control-Max-Age", "600");
    }
}
