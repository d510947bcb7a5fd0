package io.hongyan.eventlog.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.hongyan.embedded.DevelopmentAuthority;
import io.hongyan.embedded.DevelopmentAuthority.Identity;
import io.hongyan.proto.rebuild.v1.RebuildServiceGrpc;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTlsTest {

    private static final Duration OFTEN = Duration.ofMillis(50);

    @TempDir
    Path folder;

    private DevelopmentAuthority authority;
    private Path trusted;
    private Identity service;

    @BeforeEach
    void issue() throws IOException {
        authority = DevelopmentAuthority.make(Instant.now());
        trusted = authority.write(folder.resolve("authority.pem"));
        service = authority.issue(folder, "service", Instant.now());
    }

    private record Config(boolean plainText, Optional<Path> certificate, Optional<Path> key, Optional<Path> authority)
            implements PeerTlsConfig {

        @Override
        public Duration lookEvery() {
            return OFTEN;
        }
    }

    @Test
    void inTheClearThereIsNothing() {
        var tls = new PeerTls(
                new Config(true, Optional.empty(), Optional.empty(), Optional.empty()), new SimpleMeterRegistry());

        assertThat(tls.server()).isEmpty();
        assertThat(tls.client()).isEmpty();
        tls.close();
    }

    @Test
    void withFilesThereIsSomethingForBothEnds() {
        var meters = new SimpleMeterRegistry();
        var tls = new PeerTls(
                new Config(false, Optional.of(service.certificate()), Optional.of(service.key()), Optional.of(trusted)),
                meters);

        assertThat(tls.server()).isPresent();
        assertThat(tls.client())
                .hasValueSatisfying(client -> assertThat(client.isClient()).isTrue());
        assertThat(meters.get("hongyan.tls.certificate.remaining")
                        .tag("use", "grpc")
                        .timeGauge())
                .isNotNull();
        tls.close();
    }

    @Test
    void filesThatAreNotUsedAreAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PeerTls(
                        new Config(true, Optional.of(service.certificate()), Optional.empty(), Optional.empty()),
                        new SimpleMeterRegistry()))
                .withMessageContaining("set it to false, or take them away");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PeerTls(
                        new Config(false, Optional.of(service.certificate()), Optional.empty(), Optional.of(trusted)),
                        new SimpleMeterRegistry()))
                .withMessage("hongyan.grpc.tls.plain-text is false: hongyan.grpc.tls.key is needed.");
    }

    @Test
    void anAuthorityThatIsNoneIsAMistake() {
        Path nowhere = folder.resolve("nowhere.pem");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedAuthority(nowhere, OFTEN))
                .withMessageStartingWith("Certificates in PEM are wanted: [" + nowhere + "]");
    }

    @Test
    void aKeyOfAnotherCertificateIsAMistake() throws IOException {
        Identity another = authority.issue(folder, "another", Instant.now());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReloadedCertificate(service.certificate(), another.key(), OFTEN))
                .withMessageEndingWith("the key is not the certificate's");
    }

    @Test
    void whoIsVouchedForIsBelievedFromWhenTheFileSaysSo() throws Exception {
        DevelopmentAuthority other = DevelopmentAuthority.make(Instant.now());
        Identity stranger = other.issue(folder, "stranger", Instant.now());
        try (var certificate = new ReloadedCertificate(service.certificate(), service.key(), OFTEN);
                var believed = new TrustedAuthority(trusted, OFTEN);
                var strange = new ReloadedCertificate(stranger.certificate(), stranger.key(), OFTEN);
                var servers = new TrustedAuthority(trusted, OFTEN)) {
            SSLContext server = context(certificate.manager(), believed.ofClients());
            SSLContext client = context(certificate.manager(), servers.ofServers());
            SSLContext strangers = context(strange.manager(), servers.ofServers());

            assertThat(shakesHands(server, client)).isTrue();
            assertThat(shakesHands(server, strangers)).isFalse();

            Path both = other.write(folder.resolve("other.pem"));
            Files.writeString(trusted, Files.readString(trusted) + Files.readString(both));

            await().until(() -> shakesHands(server, strangers));
            assertThat(shakesHands(server, client)).isTrue();
        }
    }

    @Test
    void aCallGoesThroughBetweenPeers() throws Exception {
        var tls = new PeerTls(
                new Config(false, Optional.of(service.certificate()), Optional.of(service.key()), Optional.of(trusted)),
                new SimpleMeterRegistry());
        try (var certificate = new ReloadedCertificate(service.certificate(), service.key(), OFTEN);
                var believed = new TrustedAuthority(trusted, OFTEN)) {
            Server server = NettyServerBuilder.forPort(0)
                    .sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(certificate.manager())
                                    .trustManager(believed.ofClients())
                                    .clientAuth(ClientAuth.REQUIRE))
                            .build())
                    .build()
                    .start();
            ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", server.getPort())
                    .sslContext(tls.client().orElseThrow())
                    .build();
            try {
                var call = RebuildServiceGrpc.newBlockingStub(channel).start(StartRequest.getDefaultInstance());

                assertThatThrownBy(call::next)
                        .isInstanceOfSatisfying(
                                StatusRuntimeException.class,
                                refused -> assertThat(refused.getStatus().getCode())
                                        .isEqualTo(Status.Code.UNIMPLEMENTED)); // by a server that was reached
            } finally {
                channel.shutdownNow();
                server.shutdownNow();
                tls.close();
            }
        }
    }

    private static SSLContext context(KeyManager own, TrustManager trusted) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {own}, new TrustManager[] {trusted}, null);
        return context;
    }

    /** Whether both ends are content with each other's certificates. */
    private static boolean shakesHands(SSLContext server, SSLContext client) throws Exception {
        try (var listening = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(true);
            Thread accepting = Thread.startVirtualThread(() -> {
                try (var accepted = listening.accept()) {
                    accepted.getOutputStream().write(accepted.getInputStream().read());
                } catch (IOException notContent) {
                    // the other end hears of it
                }
            });
            try (var socket =
                    (SSLSocket) client.getSocketFactory().createSocket("localhost", listening.getLocalPort())) {
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.getOutputStream().write(7);
                return socket.getInputStream().read() == 7;
            } catch (IOException notContent) {
                return false;
            } finally {
                accepting.join();
            }
        }
    }
}
