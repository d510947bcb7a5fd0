package io.hongyan.bench.push;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.hongyan.embedded.ApnsNotification;
import io.hongyan.embedded.EmbeddedApns;
import io.hongyan.proto.push.v1.DeviceServiceGrpc;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The readers' phones, and Apple, who takes alerts for them: Pushy's mock server, over TLS and HTTP/2. */
final class Phones implements AutoCloseable {

    /** What every reader's phone is called. */
    static final String DEVICE = "phone";

    private static final String APP = "io.hongyan.bench";

    private final List<Correspondence> correspondences;
    private final EmbeddedApns apple;
    private final AtomicLong taken = new AtomicLong();

    private Phones(List<Correspondence> correspondences, Path directory, int port) {
        this.correspondences = correspondences;
        this.apple = EmbeddedApns.start(new EmbeddedApns.Settings(directory, port), this::arrived);
    }

    /**
     * Starts Apple.
     *
     * @param directory gets the certificate that push-service trusts
     */
    static Phones start(List<Correspondence> correspondences, Path directory, int port) {
        return new Phones(correspondences, directory, port);
    }

    /** How many alerts Apple took so far, silent ones included. */
    long taken() {
        return taken.get();
    }

    /** Registers each reader's phone with the push-service that listens there. */
    void register(int grpcPort) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", grpcPort)
                .usePlaintext()
                .build();
        try {
            var devices = DeviceServiceGrpc.newBlockingStub(channel);
            for (int i = 0; i < correspondences.size(); i++) {
                var unused = devices.registerDevice(RegisterDeviceRequest.newBuilder()
                        .setUserId(correspondences.get(i).reader())
                        .setDeviceId(DEVICE)
                        .setProvider(PushProvider.PUSH_PROVIDER_APNS)
                        .setAppId(APP)
                        .setToken(token(i))
                        .build());
            }
        } finally {
            channel.shutdownNow();
        }
    }

    @Override
    public void close() {
        apple.close();
    }

    private void arrived(ApnsNotification notification) {
        taken.incrementAndGet();
        correspondences
                .get(Integer.parseInt(notification.token(), 16))
                .shown(Shown.of(notification, System.currentTimeMillis()));
    }

    private static String token(int number) {
        return "%064x".formatted(number);
    }
}
