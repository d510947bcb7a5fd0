package io.hongyan.push.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.hongyan.proto.push.v1.DeviceServiceGrpc;
import io.hongyan.proto.push.v1.ExplanationServiceGrpc;
import io.hongyan.proto.push.v1.ListDevicesRequest;
import io.hongyan.proto.push.v1.PreferenceServiceGrpc;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.ReceiptServiceGrpc;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import io.hongyan.proto.push.v1.WakeServiceGrpc;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service on real servers, with a phone book: each test has users of its own, so that none sees another's alerts. */
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs =
                @ResourceArg(
                        name = "topics",
                        value = "hongyan.events.v1:2,hongyan.events.v1.dlq:1,hongyan.push-decisions.v1:2"))
@WithTestResource(PostgresTestResource.class)
@WithTestResource(NeighboursResource.class)
public abstract class PushTest {

    private static final AtomicInteger USERS = new AtomicInteger();
    private static final Random RANDOM = new Random(7);

    @SuppressWarnings("NullAway.Init") // by NeighboursResource
    protected Neighbours neighbours;

    @SuppressWarnings("NullAway.Init") // by NeighboursResource
    protected Vendors vendors;

    protected Log log;

    protected DeviceServiceGrpc.DeviceServiceBlockingStub devices;

    protected PreferenceServiceGrpc.PreferenceServiceBlockingStub preferences;

    protected ReceiptServiceGrpc.ReceiptServiceBlockingStub receipts;

    protected WakeServiceGrpc.WakeServiceBlockingStub wakes;

    protected ExplanationServiceGrpc.ExplanationServiceBlockingStub explanations;

    @Inject
    protected Pool pool;

    @TestHTTPResource
    URI address;

    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        log = new Log();
        channel = NettyChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        devices = DeviceServiceGrpc.newBlockingStub(channel);
        preferences = PreferenceServiceGrpc.newBlockingStub(channel);
        receipts = ReceiptServiceGrpc.newBlockingStub(channel);
        wakes = WakeServiceGrpc.newBlockingStub(channel);
        explanations = ExplanationServiceGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
        log.close();
    }

    /** A user that no other test has. */
    protected static String user(String name) {
        return name + USERS.incrementAndGet();
    }

    /** A token that no other phone has. */
    protected static String token() {
        byte[] token = new byte[32];
        RANDOM.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    /** Registers a phone and answers its token. */
    protected String phone(String user) {
        return phone(user, "phone");
    }

    /** Registers one of several phones and answers its token. */
    protected String phone(String user, String device) {
        String token = token();
        register(user, device, token);
        return token;
    }

    protected void register(String user, String device, String token) {
        register(user, device, PushProvider.PUSH_PROVIDER_APNS, "io.hongyan.app", token);
    }

    /** Registers a device of another provider or app. */
    protected void register(String user, String device, PushProvider provider, String app, String token) {
        devices.registerDevice(registration(user, device, provider, app, token).build());
    }

    protected static RegisterDeviceRequest.Builder registration(
            String user, String device, PushProvider provider, String app, String token) {
        return RegisterDeviceRequest.newBuilder()
                .setUserId(user)
                .setDeviceId(device)
                .setProvider(provider)
                .setAppId(app)
                .setToken(token);
    }

    protected List<String> devicesOf(String user) {
        return devices
                .listDevices(ListDevicesRequest.newBuilder().setUserId(user).build())
                .getDevicesList()
                .stream()
                .map(device -> device.getDeviceId())
                .toList();
    }

    /** Waits until exactly this was decided for a user, in this order. */
    protected void awaitDecisions(String user, String... expected) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(log.decisions(user)).containsExactly(expected));
    }

    protected long count(String query, Object... parameters) {
        return pool.preparedQuery(query)
                .execute(Tuple.from(List.of(parameters)))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    /** What the service answers to a GET. */
    protected String get(String path) {
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // the upgrade to HTTP/2 mixes up long answers now and then
                .build()) {
            return client.send(
                            HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
