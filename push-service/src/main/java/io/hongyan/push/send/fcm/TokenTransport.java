package io.hongyan.push.send.fcm;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.hongyan.push.send.http.HttpCaller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** How Google's library reaches the token endpoint: with our bounds, on time and on what is read of an answer. */
final class TokenTransport extends HttpTransport {

    private final HttpCaller http;

    TokenTransport(HttpCaller http) {
        this.http = http;
    }

    @Override
    public boolean supportsMethod(String method) {
        return method.equals("POST");
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new Request(URI.create(url));
    }

    private final class Request extends LowLevelHttpRequest {

        private final URI url;
        private final Map<String, String> headers = new HashMap<>();

        private Request(URI url) {
            this.url = url;
        }

        @Override
        public void addHeader(String name, String value) {
            if (!name.equalsIgnoreCase("Accept-Encoding")) { // what is not compressed cannot swell
                headers.put(name, value);
            }
        }

        /** Blocks, as the library wants it: in a thread that is made for that. */
        @Override
        public LowLevelHttpResponse execute() throws IOException {
            var body = new ByteArrayOutputStream();
            if (getStreamingContent() != null) {
                getStreamingContent().writeTo(body);
            }
            if (getContentType() != null) {
                headers.put("Content-Type", getContentType());
            }
            try {
                return new Response(http.post(url, headers, body.toByteArray())
                        .toCompletableFuture()
                        .get());
            } catch (ExecutionException e) {
                throw new IOException("The token endpoint did not answer.", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Nobody waits for a token any more.", e);
            }
        }
    }

    private static final class Response extends LowLevelHttpResponse {

        private final HttpCaller.Answer answer;

        private Response(HttpCaller.Answer answer) {
            this.answer = answer;
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(answer.body());
        }

        @Override
        public String getContentEncoding() {
            return "";
        }

        @Override
        public long getContentLength() {
            return answer.body().length;
        }

        @Override
        public String getContentType() {
            return "application/json; charset=UTF-8";
        }

        @Override
        public String getStatusLine() {
            return "HTTP/1.1 " + answer.status();
        }

        @Override
        public int getStatusCode() {
            return answer.status();
        }

        @Override
        public String getReasonPhrase() {
            return "";
        }

        @Override
        public int getHeaderCount() {
            return 0;
        }

        @Override
        public String getHeaderName(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public String getHeaderValue(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    }
}
