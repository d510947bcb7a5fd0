package io.hongyan.presence.slot.grpc;

import static io.hongyan.presence.memory.grpc.Refusals.available;
import static io.hongyan.presence.memory.grpc.Refusals.refused;

import io.grpc.Status;
import io.hongyan.eventlog.Topics;
import io.hongyan.presence.slot.Life;
import io.hongyan.presence.slot.Renewal;
import io.hongyan.presence.slot.SlotConfig;
import io.hongyan.presence.slot.redis.LeaseStore;
import io.hongyan.presence.slot.vertx.LeaseWatch;
import io.hongyan.proto.presence.v1.AcquireSlotRequest;
import io.hongyan.proto.presence.v1.AcquireSlotResponse;
import io.hongyan.proto.presence.v1.ReleaseSlotRequest;
import io.hongyan.proto.presence.v1.ReleaseSlotResponse;
import io.hongyan.proto.presence.v1.RenewSlotRequest;
import io.hongyan.proto.presence.v1.RenewSlotResponse;
import io.hongyan.proto.presence.v1.SlotService;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Hands out slots. */
@GrpcService
public class SlotGrpcService implements SlotService {

    private static final Logger LOG = Logger.getLogger(SlotGrpcService.class);
    private static final Pattern BOOT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int HOLDER_MAX = 200;

    private final LeaseStore leases;
    private final LeaseWatch watch;
    private final SlotConfig config;

    SlotGrpcService(LeaseStore leases, LeaseWatch watch, SlotConfig config) {
        this.leases = leases;
        this.watch = watch;
        this.config = config;
    }

    @Override
    public Uni<AcquireSlotResponse> acquireSlot(AcquireSlotRequest request) {
        if (!BOOT_ID.matcher(request.getBootId()).matches()) {
            return refused(Status.INVALID_ARGUMENT, "boot_id must be 1 to 64 characters of [A-Za-z0-9._-].");
        }
        if (request.getHolder().length() > HOLDER_MAX) {
            return refused(Status.INVALID_ARGUMENT, "holder must not be longer than " + HOLDER_MAX + " characters.");
        }
        return available(leases.acquire(request.getBootId(), request.getHolder()))
                .chain(slot -> {
                    if (slot.isEmpty()) {
                        return refused(Status.RESOURCE_EXHAUSTED, "All " + Topics.SLOTS + " slots are held.");
                    }
                    LOG.infof(
                            "Slot taken: slot=%d holder=%s boot=%s",
                            slot.get(), request.getHolder(), request.getBootId());
                    return Uni.createFrom()
                            .item(AcquireSlotResponse.newBuilder()
                                    .setSlot(slot.get())
                                    .setLeaseMs(config.lease().toMillis())
                                    .build());
                });
    }

    @Override
    public Uni<RenewSlotResponse> renewSlot(RenewSlotRequest request) {
        if (!valid(request.getSlot(), request.getBootId())) {
            return refused(Status.INVALID_ARGUMENT, "slot and boot_id must be those of an acquired slot.");
        }
        Life life = new Life(request.getSlot(), request.getBootId());
        return available(leases.renew(life)).chain(renewal -> {
            if (renewal == Renewal.LOST) {
                return refused(Status.FAILED_PRECONDITION, "Slot " + life.slot() + " is no longer held by this life.");
            }
            return Uni.createFrom()
                    .item(RenewSlotResponse.newBuilder()
                            .setLeaseMs(config.lease().toMillis())
                            .setAnnounceSessions(renewal == Renewal.ANNOUNCE)
                            .build());
        });
    }

    @Override
    public Uni<ReleaseSlotResponse> releaseSlot(ReleaseSlotRequest request) {
        if (!valid(request.getSlot(), request.getBootId())) {
            return refused(Status.INVALID_ARGUMENT, "slot and boot_id must be those of an acquired slot.");
        }
        return available(leases.release(new Life(request.getSlot(), request.getBootId())))
                .invoke(watch::wake)
                .replaceWith(ReleaseSlotResponse::getDefaultInstance);
    }

    private static boolean valid(int slot, String bootId) {
        return slot >= 0 && slot < Topics.SLOTS && BOOT_ID.matcher(bootId).matches();
    }
}
