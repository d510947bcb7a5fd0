package io.hongyan.history.media.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Short answers. */
final class Answers {

    private Answers() {}

    /**
     * Ends a request whose body, if it has one, is not wanted. The connection is closed with it: what is still to come of the body is not
     * read.
     */
    static void end(HttpServerRequest request, int status, String sentence) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean isAlone = request.version() != HttpVersion.HTTP_2; // there a stream ends without its connection
        if (isAlone && !request.isEnded() && hasBody(request)) {
            response.putHeader("Connection", "close");
        }
        request.resume();
        response.setStatusCode(status)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (sentence.isEmpty()) {
            response.end();
        } else {
            response.putHeader("Content-Type", "text/plain; charset=utf-8").end(sentence + "\n");
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null || length != null && !length.equals("0");
    }
}
