package io.hongyan.push.device.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.proto.push.v1.DeviceService;
import io.hongyan.proto.push.v1.ListDevicesRequest;
import io.hongyan.proto.push.v1.ListDevicesResponse;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import io.hongyan.proto.push.v1.RegisterDeviceResponse;
import io.hongyan.proto.push.v1.RemoveDeviceRequest;
import io.hongyan.proto.push.v1.RemoveDeviceResponse;
import io.hongyan.push.device.DeviceConfig;
import io.hongyan.push.device.KnownApps;
import io.hongyan.push.device.Registration;
import io.hongyan.push.device.postgres.DeviceStore;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Registers, removes and lists devices. The caller has authenticated the user. */
@GrpcService
public class DevicesService implements DeviceService {

    private static final Logger LOG = Logger.getLogger(DevicesService.class);

    private final DeviceStore devices;
    private final KnownApps apps;
    private final DeviceConfig config;
    private final InstantSource clock;

    DevicesService(DeviceStore devices, KnownApps apps, DeviceConfig config, InstantSource clock) {
        this.devices = devices;
        this.apps = apps;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Uni<RegisterDeviceResponse> registerDevice(RegisterDeviceRequest request) {
        return unlessInvalid(
                objection(request),
                () -> devices.register(Registration.from(request), config.perUserMax(), clock.instant())
                        .chain(registered -> registered
                                ? Uni.createFrom().item(RegisterDeviceResponse.getDefaultInstance())
                                : fail(
                                        Status.RESOURCE_EXHAUSTED,
                                        "The user has %d devices, as many as allowed: remove one first."
                                                .formatted(config.perUserMax()))));
    }

    @Override
    public Uni<RemoveDeviceResponse> removeDevice(RemoveDeviceRequest request) {
        return unlessInvalid(
                Registration.objection(request.getUserId(), request.getDeviceId()),
                () -> devices.remove(request.getUserId(), request.getDeviceId())
                        .replaceWith(RemoveDeviceResponse.getDefaultInstance()));
    }

    @Override
    public Uni<ListDevicesResponse> listDevices(ListDevicesRequest request) {
        return unlessInvalid(
                Registration.objection(request.getUserId()),
                () -> devices.list(request.getUserId())
                        .map(found -> ListDevicesResponse.newBuilder()
                                .addAllDevices(found)
                                .build()));
    }

    private @Nullable String objection(RegisterDeviceRequest request) {
        String objection = Registration.objection(request);
        return objection == null ? apps.objection(Registration.from(request)) : objection;
    }

    private static <T> Uni<T> unlessInvalid(@Nullable String objection, java.util.function.Supplier<Uni<T>> otherwise) {
        if (objection != null) {
            return fail(Status.INVALID_ARGUMENT, objection);
        }
        return otherwise
                .get()
                .onFailure(failure -> !(failure instanceof StatusRuntimeException))
                .transform(failure -> {
                    LOG.error("The table of devices did not answer.", failure);
                    return Status.UNAVAILABLE
                            .withDescription("The table of devices cannot be reached; try again.")
                            .asRuntimeException();
                });
    }

    private static <T> Uni<T> fail(Status status, String sentence) {
        return Uni.createFrom().failure(status.withDescription(sentence).asRuntimeException());
    }
}
