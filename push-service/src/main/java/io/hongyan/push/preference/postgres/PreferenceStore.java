package io.hongyan.push.preference.postgres;

import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.GetPreferencesResponse;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.PushPreview;
import io.hongyan.proto.push.v1.QuietHours;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What users want of alerts. Decisions read the same tables when an alert is looked at. */
@ApplicationScoped
public class PreferenceStore {

    private static final String GENERAL = """
            SELECT policy, preview, mentions_break_mute, quiet_zone, quiet_from, quiet_until, quiet_mentions
            FROM preference WHERE user_id = $1
            """;
    private static final String CONVERSATIONS = """
            SELECT conversation_id, policy, muted_until FROM conversation_preference
            WHERE user_id = $1 ORDER BY conversation_id
            """;
    private static final String SET = """
            INSERT INTO preference (user_id, policy, preview, mentions_break_mute, quiet_zone, quiet_from, quiet_until,
                quiet_mentions)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (user_id) DO UPDATE SET policy = excluded.policy, preview = excluded.preview,
                mentions_break_mute = excluded.mentions_break_mute, quiet_zone = excluded.quiet_zone,
                quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
                quiet_mentions = excluded.quiet_mentions
            """;
    private static final String LOCK = "SELECT pg_advisory_xact_lock($1, hashtext($2))";
    private static final int LOCK_PREFERENCES = 3; // 1 and 2 are users and tokens, where devices register
    // Times that are over say nothing any more.
    private static final String TIDY = """
            DELETE FROM conversation_preference WHERE user_id = $1 AND policy = 'UNSPECIFIED' AND muted_until <= $2
            """;
    private static final String SET_CONVERSATION = """
            INSERT INTO conversation_preference (user_id, conversation_id, policy, muted_until)
            SELECT $1, $2, $3, $4 WHERE (
                SELECT count(*) FROM conversation_preference WHERE user_id = $1 AND conversation_id <> $2) < $5
            ON CONFLICT (user_id, conversation_id) DO UPDATE
                SET policy = excluded.policy, muted_until = excluded.muted_until
            """;
    private static final String FORGET_CONVERSATION =
            "DELETE FROM conversation_preference WHERE user_id = $1 AND conversation_id = $2";

    private final Pool pool;

    PreferenceStore(Pool pool) {
        this.pool = pool;
    }

    /** All wishes of a user; defaults where there are none. */
    public Uni<GetPreferencesResponse> of(String userId) {
        return pool.preparedQuery(GENERAL)
                .execute(Tuple.of(userId))
                .chain(general -> pool.preparedQuery(CONVERSATIONS)
                        .execute(Tuple.of(userId))
                        .map(conversations -> answer(general, conversations)));
    }

    /** Replaces a user's wishes in general. */
    public Uni<Void> set(String userId, PushPreferences wanted) {
        boolean quiet = wanted.hasQuietHours();
        QuietHours hours = wanted.getQuietHours();
        return pool.preparedQuery(SET)
                .execute(Tuple.tuple()
                        .addValue(userId)
                        .addValue(name(wanted.getPolicy()))
                        .addValue(wanted.getPreview().name().substring("PUSH_PREVIEW_".length()))
                        .addValue(wanted.getMentionsBreakMute())
                        .addValue(quiet ? hours.getTimeZone() : null)
                        .addValue(quiet ? hours.getFromMinute() : null)
                        .addValue(quiet ? hours.getUntilMinute() : null)
                        .addValue(hours.getMentionsComeThrough()))
                .replaceWithVoid();
    }

    /**
     * Replaces a user's wishes about a conversation.
     *
     * @param conversationsMax how many conversations a user may have wishes about
     * @return false if there are as many as allowed, and nothing has changed
     */
    public Uni<Boolean> set(
            String userId, String conversationId, ConversationAlerts wanted, int conversationsMax, Instant now) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(LOCK_PREFERENCES, userId))
                .chain(() -> transaction.preparedQuery(TIDY).execute(Tuple.of(userId, now.atOffset(ZoneOffset.UTC))))
                .chain(() -> wanted.equals(ConversationAlerts.getDefaultInstance())
                        ? forget(transaction, userId, conversationId)
                        : write(transaction, userId, conversationId, wanted, conversationsMax)));
    }

    private static Uni<Boolean> forget(SqlConnection transaction, String userId, String conversationId) {
        return transaction
                .preparedQuery(FORGET_CONVERSATION)
                .execute(Tuple.of(userId, conversationId))
                .replaceWith(true);
    }

    private static Uni<Boolean> write(
            SqlConnection transaction, String userId, String conversationId, ConversationAlerts wanted, int max) {
        return transaction
                .preparedQuery(SET_CONVERSATION)
                .execute(Tuple.of(userId, conversationId, name(wanted.getPolicy()), mutedUntil(wanted), (long) max))
                .map(written -> written.rowCount() > 0);
    }

    private static @Nullable OffsetDateTime mutedUntil(ConversationAlerts wanted) {
        return wanted.getMutedUntilMs() == 0
                ? null
                : Instant.ofEpochMilli(wanted.getMutedUntilMs()).atOffset(ZoneOffset.UTC);
    }

    private static GetPreferencesResponse answer(RowSet<Row> general, RowSet<Row> conversations) {
        var answer = GetPreferencesResponse.newBuilder().setPreferences(PushPreferences.getDefaultInstance());
        general.forEach(row -> answer.setPreferences(preferences(row)));
        conversations.forEach(row -> answer.putConversations(row.getString("conversation_id"), alerts(row)));
        return answer.build();
    }

    private static PushPreferences preferences(Row row) {
        var preferences = PushPreferences.newBuilder()
                .setPolicy(policy(row))
                .setPreview(PushPreview.valueOf("PUSH_PREVIEW_" + row.getString("preview")))
                .setMentionsBreakMute(row.getBoolean("mentions_break_mute"));
        String zone = row.getString("quiet_zone");
        if (zone != null) {
            preferences.setQuietHours(QuietHours.newBuilder()
                    .setTimeZone(zone)
                    .setFromMinute(row.getInteger("quiet_from"))
                    .setUntilMinute(row.getInteger("quiet_until"))
                    .setMentionsComeThrough(row.getBoolean("quiet_mentions")));
        }
        return preferences.build();
    }

    private static ConversationAlerts alerts(Row row) {
        OffsetDateTime mutedUntil = row.getOffsetDateTime("muted_until");
        return ConversationAlerts.newBuilder()
                .setPolicy(policy(row))
                .setMutedUntilMs(mutedUntil == null ? 0 : mutedUntil.toInstant().toEpochMilli())
                .build();
    }

    private static PushPolicy policy(Row row) {
        return PushPolicy.valueOf("PUSH_POLICY_" + row.getString("policy"));
    }

    private static String name(PushPolicy policy) {
        return policy.name().substring("PUSH_POLICY_".length());
    }
}
