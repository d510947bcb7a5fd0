package io.hongyan.push.preference.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.proto.push.v1.GetPreferencesRequest;
import io.hongyan.proto.push.v1.GetPreferencesResponse;
import io.hongyan.proto.push.v1.PreferenceService;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.proto.push.v1.SetConversationAlertsResponse;
import io.hongyan.proto.push.v1.SetPreferencesRequest;
import io.hongyan.proto.push.v1.SetPreferencesResponse;
import io.hongyan.push.device.Registration;
import io.hongyan.push.preference.PreferenceConfig;
import io.hongyan.push.preference.Validation;
import io.hongyan.push.preference.postgres.PreferenceStore;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says and changes what users want of alerts. The caller has authenticated the user. */
@GrpcService
public class PreferencesService implements PreferenceService {

    private static final Logger LOG = Logger.getLogger(PreferencesService.class);

    private final PreferenceStore preferences;
    private final PreferenceConfig config;
    private final InstantSource clock;

    PreferencesService(PreferenceStore preferences, PreferenceConfig config, InstantSource clock) {
        this.preferences = preferences;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Uni<GetPreferencesResponse> getPreferences(GetPreferencesRequest request) {
        return unlessInvalid(Registration.objection(request.getUserId()), () -> preferences.of(request.getUserId()));
    }

    @Override
    public Uni<SetPreferencesResponse> setPreferences(SetPreferencesRequest request) {
        String user = Registration.objection(request.getUserId());
        return unlessInvalid(
                user == null ? Validation.objection(request.getPreferences()) : user,
                () -> preferences
                        .set(request.getUserId(), request.getPreferences())
                        .replaceWith(SetPreferencesResponse.getDefaultInstance()));
    }

    @Override
    public Uni<SetConversationAlertsResponse> setConversationAlerts(SetConversationAlertsRequest request) {
        Instant now = clock.instant();
        String user = Registration.objection(request.getUserId());
        String objection = user == null
                ? Validation.objection(request.getConversationId(), request.getUserId(), request.getAlerts(), now)
                : user;
        return unlessInvalid(
                objection,
                () -> preferences
                        .set(
                                request.getUserId(),
                                request.getConversationId(),
                                request.getAlerts(),
                                config.conversationsMax(),
                                now)
                        .chain(set -> set
                                ? Uni.createFrom().item(SetConversationAlertsResponse.getDefaultInstance())
                                : fail(
                                        Status.RESOURCE_EXHAUSTED,
                                        "The user has wishes about %d conversations, as many as allowed: empty one first."
                                                .formatted(config.conversationsMax()))));
    }

    private static <T> Uni<T> unlessInvalid(@Nullable String objection, Supplier<Uni<T>> otherwise) {
        if (objection != null) {
            return fail(Status.INVALID_ARGUMENT, objection);
        }
        return otherwise
                .get()
                .onFailure(failure -> !(failure instanceof StatusRuntimeException))
                .transform(failure -> {
                    LOG.error("The tables of preferences did not answer.", failure);
                    return Status.UNAVAILABLE
                            .withDescription("The tables of preferences cannot be reached; try again.")
                            .asRuntimeException();
                });
    }

    private static <T> Uni<T> fail(Status status, String sentence) {
        return Uni.createFrom().failure(status.withDescription(sentence).asRuntimeException());
    }
}
