package io.hongyan.push.wake.grpc;

import io.grpc.Status;
import io.hongyan.proto.push.v1.WakeOutcome;
import io.hongyan.proto.push.v1.WakeRequest;
import io.hongyan.proto.push.v1.WakeResponse;
import io.hongyan.proto.push.v1.WakeService;
import io.hongyan.push.device.Addresses;
import io.hongyan.push.device.postgres.DeviceStore;
import io.hongyan.push.device.postgres.InvalidTokens;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.Wake;
import io.hongyan.push.send.lane.Lane;
import io.hongyan.push.send.quarkus.Way;
import io.hongyan.push.send.quarkus.Ways;
import io.hongyan.push.wake.Waking;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Wakes apps for back ends, along the ways that their alerts go. The caller is one of the deployment's own. */
@GrpcService
public class WakesService implements WakeService {

    private static final Logger LOG = Logger.getLogger(WakesService.class);

    private final DeviceStore devices;
    private final InvalidTokens tokens;
    private final Ways ways;
    private final InstantSource clock;

    WakesService(DeviceStore devices, InvalidTokens tokens, Ways ways, InstantSource clock) {
        this.devices = devices;
        this.tokens = tokens;
        this.ways = ways;
        this.clock = clock;
    }

    @Override
    public Uni<WakeResponse> wake(WakeRequest request) {
        String objection = Waking.objection(request);
        if (objection != null) {
            return Uni.createFrom()
                    .failure(Status.INVALID_ARGUMENT.withDescription(objection).asRuntimeException());
        }
        return devices.addresses(request.getUserId(), request.getDeviceId())
                .chain(found -> found.map(addresses -> wake(request, addresses))
                        .orElseGet(() -> answer(WakeOutcome.WAKE_OUTCOME_NO_DEVICE)))
                .onFailure()
                .transform(failure -> {
                    LOG.error("The table of devices did not answer.", failure);
                    return Status.UNAVAILABLE
                            .withDescription("The table of devices cannot be reached; try again.")
                            .asRuntimeException();
                });
    }

    private Uni<WakeResponse> wake(WakeRequest request, Addresses addresses) {
        Instant now = clock.instant();
        Optional<Way> way = ways.to(addresses.alerts());
        Optional<Wake> wake = Waking.wake(request, addresses, now);
        return way.isPresent() && wake.isPresent()
                ? hand(way.get(), wake.get())
                        .chain(reply -> dropped(request, wake.get(), reply, now).replaceWith(Waking.answer(reply)))
                : answer(WakeOutcome.WAKE_OUTCOME_NO_WAY);
    }

    private static Uni<Reply> hand(Way way, Wake wake) {
        return switch (way.room(1)) {
            case Lane.NoRoom(Reply.Why why, Duration rest) -> {
                way.countPutBack(why, 1);
                yield Uni.createFrom().item(new Reply.PutBack(why, rest));
            }
            case Lane.Room room ->
                Uni.createFrom()
                        .completionStage(() -> way.wake(room, wake))
                        .onTermination()
                        .invoke(room::close);
        };
    }

    /** A token for calls goes by itself: alerts go on. */
    private Uni<Void> dropped(WakeRequest request, Wake wake, Reply reply, Instant asked) {
        if (!(reply instanceof Reply.TokenInvalid(Instant known))) {
            return Uni.createFrom().voidItem();
        }
        Instant since = known == null ? asked : known;
        return switch (wake.kind()) {
            case VOIP -> tokens.dropVoip(request.getUserId(), request.getDeviceId(), wake.token(), since);
            case BACKGROUND ->
                tokens.drop(request.getUserId(), request.getDeviceId(), wake.token(), since)
                        .replaceWithVoid();
        };
    }

    private static Uni<WakeResponse> answer(WakeOutcome outcome) {
        return Uni.createFrom().item(Waking.answer(outcome));
    }
}
