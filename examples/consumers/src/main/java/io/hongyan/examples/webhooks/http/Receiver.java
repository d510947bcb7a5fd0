package io.hongyan.examples.webhooks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.examples.webhooks.Answer;
import io.hongyan.examples.webhooks.Notice;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

/**
 * One address that gets events. Follows no redirect, which could lead inside; reads nothing of an answer but its status. Safe for
 * several threads.
 */
public final class Receiver implements AutoCloseable {

    private static final int CONNECTIONS_MAX = 64;
    private static final int PASSED_OVER_BYTES_MAX = 65_536;

    /**
     * Who it is.
     *
     * @param url {@code https:}, and a public address, unless it is inside
     * @param inside whether {@code http:} and addresses of this machine and this network are meant to be reached
     * @param timeout how long a whole request may take
     */
    public record Terms(URI url, boolean inside, Duration timeout, Signature signature) {

        public Terms {
            String scheme = String.valueOf(url.getScheme());
            if (!scheme.equals("https") && !(inside && scheme.equals("http"))) {
                throw new IllegalArgumentException("a receiver has an https: URL, not " + url);
            }
            if (url.getUserInfo() != null || url.getHost() == null) {
                throw new IllegalArgumentException("a receiver's URL has a host and no credentials");
            }
        }
    }

    private final Terms terms;
    private final InstantSource clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("deadlines").factory());

    public Receiver(Terms terms, InstantSource clock) {
        this(terms, clock, terms.inside() ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses());
    }

    Receiver(Terms terms, InstantSource clock, DnsResolver addresses) {
        this.terms = terms;
        this.clock = clock;
        Timeout timeout = Timeout.of(terms.timeout());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setMaxConnTotal(CONNECTIONS_MAX)
                        .setMaxConnPerRoute(CONNECTIONS_MAX)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries() // how often is not for the client to say
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Sends an event and waits for what comes of it. */
    public Answer post(Notice notice) {
        byte[] body = notice.body().getBytes(UTF_8);
        var request = new HttpPost(terms.url());
        notice.headers().forEach(request::setHeader);
        var now = clock.instant();
        request.setHeader("Hongyan-Timestamp", Long.toString(now.getEpochSecond()));
        request.setHeader("Hongyan-Signature", terms.signature().of(now, body));
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        // Each byte may come in time and the whole never: the client's own time limits see bytes only.
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::abort, terms.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response =
                    client.executeOpen(RoutingSupport.determineHost(request), request, HttpClientContext.create());
            Answer answer = Answer.of(response.getCode(), pause(response));
            end(request, response);
            return answer;
        } catch (UnknownHostException e) {
            return new Answer.Failed("no address: " + e.getMessage(), Optional.empty());
        } catch (IOException | HttpException | RuntimeException e) {
            return new Answer.Failed("no answer: " + e, Optional.empty());
        } finally {
            deadline.cancel(false);
        }
    }

    /** Reads a short answer to its end, so that the connection can be used again; a long one is cut off, and says nothing more. */
    private static void end(HttpPost request, ClassicHttpResponse response) {
        HttpEntity entity = response.getEntity();
        boolean isShort = entity == null
                || (entity.getContentLength() >= 0 && entity.getContentLength() <= PASSED_OVER_BYTES_MAX);
        if (!isShort) {
            request.abort();
        }
        EntityUtils.consumeQuietly(entity);
        Closer.closeQuietly(response);
    }

    private static Optional<Duration> pause(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        return Optional.ofNullable(header)
                .map(Header::getValue)
                .filter(value -> value.matches("[0-9]{1,6}")) // a date is not worth the trouble
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
