package io.hongyan.push.device.postgres;

import io.hongyan.push.device.TokenFate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Drops tokens of which a provider says that they lead nowhere. By the plain pool: no request's session is at hand. */
@ApplicationScoped
public class InvalidTokens {

    private static final String DROP = """
            DELETE FROM device
            WHERE user_id = $1 AND device_id = $2 AND token = $3 AND ($4::timestamptz IS NULL OR registered_at <= $4)
            """;
    private static final String REPLACED = "SELECT FROM device WHERE user_id = $1 AND device_id = $2 AND token <> $3";

    private static final String DROP_VOIP = """
            UPDATE device SET voip_token = NULL
            WHERE user_id = $1 AND device_id = $2 AND voip_token = $3 AND registered_at <= $4
            """;

    private final Pool pool;

    InvalidTokens(Pool pool) {
        this.pool = pool;
    }

    /**
     * Drops a device if it still has the token and has not registered it anew.
     *
     * @param since since when the provider knows the token to be invalid; null if it does not say
     */
    public Uni<TokenFate> drop(String userId, String deviceId, String token, @Nullable Instant since) {
        return pool.preparedQuery(DROP)
                .execute(Tuple.of(userId, deviceId, token, since == null ? null : since.atOffset(ZoneOffset.UTC)))
                .chain(dropped -> dropped.rowCount() > 0
                        ? Uni.createFrom().item(TokenFate.DROPPED)
                        : pool.preparedQuery(REPLACED)
                                .execute(Tuple.of(userId, deviceId, token))
                                .map(rows -> rows.size() > 0 ? TokenFate.REPLACED : TokenFate.KEPT));
    }

    /**
     * Drops a device's token for calls if it is still that one and was registered before it became invalid. Alerts go on.
     *
     * @param since since when the provider knows the token to be invalid, or when it was asked
     */
    public Uni<Void> dropVoip(String userId, String deviceId, String token, Instant since) {
        return pool.preparedQuery(DROP_VOIP)
                .execute(Tuple.of(userId, deviceId, token, since.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
