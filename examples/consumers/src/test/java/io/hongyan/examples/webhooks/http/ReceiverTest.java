package io.hongyan.examples.webhooks.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hongyan.examples.webhooks.Answer;
import io.hongyan.examples.webhooks.Notice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server, which may be as hostile as it likes. */
class ReceiverTest {

    private static final Signature SIGNATURE = new Signature(List.of("a-secret-of-thirty-two-characters"));
    private static final Notice NOTICE = new Notice(Map.of("ce-id", "d:a:b/1"), "{}");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    ReceiverTest() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/ok", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(UTF_8));
            exchange.close();
        });
        server.createContext("/busy", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "30");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/inside");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.createContext("/inside", exchange -> {
            inside.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[8192]); // until the other side has had enough
                }
            }
        });
        server.createContext("/silent", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.setExecutor(runnable -> Thread.ofVirtual().start(runnable));
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void whatIsTakenIsTaken() {
        assertThat(post("/ok", PATIENCE)).isEqualTo(new Answer.Taken());
    }

    @Test
    void aPauseIsHeard() {
        assertThat(post("/busy", PATIENCE))
                .isEqualTo(new Answer.Failed("HTTP 503", Optional.of(Duration.ofSeconds(30))));
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertThat(post("/elsewhere", PATIENCE)).isEqualTo(new Answer.Failed("HTTP 307", Optional.empty()));
        assertThat(inside).hasValue(0);
    }

    @Test
    void anEndlessAnswerIsNotRead() {
        assertThat(post("/endless", PATIENCE)).isEqualTo(new Answer.Taken());
    }

    @Test
    void whoDoesNotAnswerIsGivenUp() {
        assertThat(post("/silent", Duration.ofMillis(200))).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void nobodyIsReachedInside() {
        URI url = URI.create(
                "https://localhost:%d/inside".formatted(server.getAddress().getPort()));
        try (var receiver = new Receiver(new Receiver.Terms(url, false, PATIENCE, SIGNATURE), InstantSource.system())) {
            assertThat(receiver.post(NOTICE))
                    .isInstanceOfSatisfying(
                            Answer.Failed.class,
                            failed -> assertThat(failed.reason()).contains("no public address"));
        }
    }

    /** What a name is when it is looked at, it is when it is connected to. */
    @Test
    void aNameThatBecomesAnAddressInsideIsRefusedThen() {
        var asked = new AtomicInteger();
        DnsResolver changing = new PublicAddresses(new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                asked.incrementAndGet();
                return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {10, 0, 0, 1})};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        });
        URI url = URI.create("https://crm.example.com/");
        try (var receiver =
                new Receiver(new Receiver.Terms(url, false, PATIENCE, SIGNATURE), InstantSource.system(), changing)) {
            assertThat(receiver.post(NOTICE)).isInstanceOf(Answer.Failed.class);
        }
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:a00:1::"
            })
    void addressesInsideAreNotPublic(String address) throws IOException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "100.128.0.1", "172.32.0.1", "2606:2800:220:1::1"})
    void othersAre(String address) throws IOException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://crm.example.com/", "ftp://crm.example.com/", "https://user:secret@crm.example.com/", "/"
            })
    void aUrlThatIsNoneIsRefusedAtTheStart(String url) {
        assertThatThrownBy(() -> new Receiver.Terms(URI.create(url), false, PATIENCE, SIGNATURE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Answer post(String path, Duration timeout) {
        URI url =
                URI.create("http://localhost:%d%s".formatted(server.getAddress().getPort(), path));
        try (var receiver = new Receiver(new Receiver.Terms(url, true, timeout, SIGNATURE), InstantSource.system())) {
            return receiver.post(NOTICE);
        }
    }
}
