-- Takes up what is due, and tells of each whether another alert of its conversation and device is in somebody's hands by then: a
-- later alert replaces an earlier one on the screen, so they go one after another. Everybody takes turns, because of two who
-- take up at once neither would see the other's.
CREATE FUNCTION take_alerts(moment timestamptz, lease_end timestamptz, most int)
RETURNS TABLE (taken_id uuid, claim int, underway boolean)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('hongyan.push.take_alerts'));
    -- A statement of its own, which sees what was taken up while this one waited for its turn. It does not see what it changes
    -- itself: who is taken up here is in nobody's hands. The array makes the planner choose the rows once, and lock no more
    -- than those.
    RETURN QUERY
        WITH taken AS (
            UPDATE alert SET due_at = lease_end, taken_until = lease_end, claims = claims + 1
            WHERE decision_id = ANY(ARRAY(
                SELECT decision_id FROM alert WHERE decided_at IS NULL AND due_at <= moment
                ORDER BY due_at, seq LIMIT most FOR UPDATE SKIP LOCKED))
            RETURNING decision_id, claims, kind, user_id, device_id, conversation_id, seq)
        SELECT t.decision_id, t.claims, EXISTS (
            SELECT FROM alert a WHERE a.user_id = t.user_id AND a.device_id = t.device_id AND a.decided_at IS NULL
                AND a.kind = 'MESSAGE' AND a.taken_until > moment AND a.conversation_id = t.conversation_id
                AND (t.kind = 'MESSAGE' OR a.seq <= t.seq))
        FROM taken t;
END $$;
COMMENT ON FUNCTION take_alerts IS 'The alerts that are due, for whoever calls, until the end of its lease.';
