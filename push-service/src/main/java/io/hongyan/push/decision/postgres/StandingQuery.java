package io.hongyan.push.decision.postgres;

import io.hongyan.push.decision.Screen;

/**
 * How users and devices stand to messages: one question, for alerts that were taken up and for such as are only imagined, so that what is
 * explained is what is decided. What a device shows is looked up for those alerts only whose decision asks for it.
 */
final class StandingQuery {

    private static final String QUESTION = """
            SELECT t.decision_id, t.kind, t.conversation_id, t.revision, t.seq, t.user_id, t.device_id, t.event_at,
                t.attempts, t.outcome, t.reason, h.claim AS claims, h.underway,
                m.traceparent, d.provider, d.app_id, d.token, d.sandbox, d.web_push_p256dh, d.web_push_auth,
                d.registered_at, d.language,
                COALESCE(m.sender_id, '') AS sender_id, COALESCE(m.body, '') AS body,
                COALESCE(m.recalled, t.kind = 'MESSAGE') AS recalled, COALESCE(c.name, '') AS name,
                COALESCE(m.mentions_everyone OR t.user_id = ANY(m.mentions), false) AS mentioned,
                COALESCE(p.present AND p.joined_seq <= t.seq, false) AS is_member,
                COALESCE(p.read_seq, 0) AS read_seq, COALESCE(p.seen_seq, 0) AS seen_seq,
                COALESCE(p.muted, false) AS muted,
                w.policy, w.preview, COALESCE(w.mentions_break_mute, false) AS mentions_break_mute, w.quiet_zone,
                w.quiet_from, w.quiet_until, COALESCE(w.quiet_mentions, false) AS quiet_mentions,
                v.policy AS policy_here, v.muted_until,
                COALESCE(d.badge, 0) AS shown_badge, COALESCE(d.provider <> 'WEB_PUSH', true) AS takes_silent,
                told.at AS last_told_at, COALESCE(told.times, 0)::int AS told, later.decision_id AS told_later,
                t.kind = 'RECALL' AND EXISTS (
                    SELECT FROM alert a WHERE a.user_id = t.user_id AND a.device_id = t.device_id
                        AND a.conversation_id = t.conversation_id AND a.seq = t.seq AND a.told_at IS NOT NULL)
                    AS told_of_this,
                COALESCE(t.kind = 'RECALL' AND t.seq = (
                    SELECT a.seq FROM alert a WHERE a.user_id = t.user_id AND a.device_id = t.device_id
                        AND a.conversation_id = t.conversation_id AND a.told_at IS NOT NULL AND a.words
                    ORDER BY a.told_at DESC, a.seq DESC LIMIT 1), false) AS speaks_of_this
            FROM %1$s
            LEFT JOIN member p ON p.conversation_id = t.conversation_id AND p.user_id = t.user_id
            LEFT JOIN conversation c ON c.conversation_id = t.conversation_id
            LEFT JOIN device d ON d.user_id = t.user_id AND d.device_id = t.device_id
            LEFT JOIN preference w ON w.user_id = t.user_id
            LEFT JOIN conversation_preference v ON v.user_id = t.user_id AND v.conversation_id = t.conversation_id
            LEFT JOIN LATERAL (
                SELECT max(shown.told_at) AS at, count(*) FILTER (WHERE NOT shown.recalled) AS times FROM (
                    SELECT a.told_at, a.recalled FROM alert a
                    WHERE a.user_id = t.user_id AND a.device_id = t.device_id
                        AND a.conversation_id = t.conversation_id AND a.told_at IS NOT NULL
                        AND a.seq > GREATEST(p.read_seq, p.seen_seq, 0) AND a.decision_id <> t.decision_id
                    ORDER BY a.seq DESC LIMIT %2$d) AS shown) AS told ON t.kind = 'MESSAGE'
            LEFT JOIN LATERAL (
                SELECT a.decision_id FROM alert a
                WHERE a.user_id = t.user_id AND a.device_id = t.device_id
                    AND a.conversation_id = t.conversation_id AND a.told_at IS NOT NULL
                    AND a.seq > GREATEST(t.seq, p.read_seq, p.seen_seq) AND a.outcome = 'SENT' AND NOT a.recalled
                ORDER BY a.seq DESC LIMIT 1) AS later ON t.kind = 'MESSAGE'
            ORDER BY t.event_at, t.seq
            """;

    /** Of alerts that were taken up: their ids, claims, and whether another one is underway. */
    static final String TAKEN = QUESTION.formatted("""
            unnest($1::uuid[], $2::int[], $3::boolean[]) AS h (decision_id, claim, underway)
            JOIN alert t USING (decision_id)
            LEFT JOIN alert_message m ON m.conversation_id = t.conversation_id AND m.seq = t.seq""", Screen.TOLD_MAX);

    /**
     * Of the alerts of one message, whether there are such rows or not: conversation, revision, seq, when, the user, the device or
     * empty, the sender, what it says, whom it mentions, and whether everybody.
     */
    static final String IMAGINED = QUESTION.formatted("""
            (SELECT decision_id($1, $2, o.user_id, o.device_id) AS decision_id, 'MESSAGE' AS kind,
                $1::text AS conversation_id, $2::bigint AS revision, $3::bigint AS seq, o.user_id, o.device_id,
                $4::timestamptz AS event_at, 0 AS attempts, NULL::text AS outcome, NULL::text AS reason
                FROM device o WHERE o.user_id = $5 AND ($6 = '' OR o.device_id = $6)) AS t
            CROSS JOIN (SELECT 0 AS claim, false AS underway) AS h
            CROSS JOIN (SELECT $7::text AS sender_id, $8::text AS body, $9::text[] AS mentions,
                $10::boolean AS mentions_everyone, NULL::text AS traceparent, EXISTS (
                    SELECT FROM alert_message k WHERE k.conversation_id = $1 AND k.seq = $3 AND k.recalled) AS recalled)
                AS m""", Screen.TOLD_MAX);

    private StandingQuery() {}
}
