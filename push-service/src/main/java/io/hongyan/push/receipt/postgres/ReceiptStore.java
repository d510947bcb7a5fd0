package io.hongyan.push.receipt.postgres;

import io.hongyan.proto.push.v1.AlertReport;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.device.Target;
import io.hongyan.push.receipt.Receipt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** What devices have reported. The first report of each kind counts, of one's own alerts only. */
@ApplicationScoped
public class ReceiptStore {

    private static final String REPORT = """
            UPDATE alert a SET %1$s = $4 FROM device d
            WHERE a.decision_id = $1 AND a.user_id = $2 AND a.device_id = $3 AND a.%1$s IS NULL
                AND a.outcome IN ('SENT', 'REWRITTEN', 'CLEARED')
                AND d.user_id = a.user_id AND d.device_id = a.device_id
            RETURNING a.decided_at, d.provider, d.app_id, d.token, d.sandbox, d.registered_at
            """;
    private static final String SHOWN = REPORT.formatted("shown_at");
    private static final String OPENED = REPORT.formatted("opened_at");

    private final Pool pool;

    ReceiptStore(Pool pool) {
        this.pool = pool;
    }

    /** Keeps a report; empty if there is no such alert of this device, or the same was reported before. */
    public Uni<Optional<Receipt>> report(String userId, String deviceId, UUID alert, AlertReport report, Instant now) {
        return pool.preparedQuery(report == AlertReport.ALERT_REPORT_SHOWN ? SHOWN : OPENED)
                .execute(Tuple.of(alert, userId, deviceId, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext() ? Optional.of(receipt(found.next(), now)) : Optional.empty();
                });
    }

    private static Receipt receipt(Row row, Instant now) {
        Duration after = Duration.between(row.getOffsetDateTime("decided_at").toInstant(), now);
        return new Receipt(
                new Target(
                        PushProvider.valueOf("PUSH_PROVIDER_" + row.getString("provider")),
                        row.getString("app_id"),
                        row.getString("token"),
                        row.getBoolean("sandbox"),
                        null, // nothing is sent there by this
                        row.getOffsetDateTime("registered_at").toInstant()),
                after.isNegative() ? Duration.ZERO : after);
    }
}
