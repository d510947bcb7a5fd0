-- Takes up what is due, and tells of each whether it has to wait because another alert of its device is in somebody's hands by then.
-- Silent ones and others take turns on a device, whatever conversation they are of: which of two badges comes last decides which is
-- seen. So do messages of one conversation, because a later alert replaces an earlier one on the screen; messages of different
-- conversations do not. Everybody takes turns here, because of two who take up at once neither would see the other's. Messages of the
-- same conversation that are due in a moment come along: they wait for nothing but such a turn, or nearly so, and would be too late
-- behind a later one.
CREATE OR REPLACE FUNCTION take_alerts(moment timestamptz, lease_end timestamptz, most int)
RETURNS TABLE (taken_id uuid, claim int, underway boolean)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('hongyan.push.take_alerts'));
    -- A statement of its own, which sees what was taken up while this one waited for its turn. It does not see what it changes
    -- itself: who is taken up here is in nobody's hands. Arrays make the planner choose the rows once, and lock no more than
    -- those.
    RETURN QUERY
        WITH due AS MATERIALIZED (
            SELECT d.decision_id, d.kind, d.user_id, d.device_id, d.conversation_id FROM alert d
            WHERE d.decided_at IS NULL AND d.due_at <= moment
            ORDER BY d.due_at, d.seq LIMIT most FOR UPDATE SKIP LOCKED),
        along AS MATERIALIZED (
            SELECT a.decision_id FROM alert a
            WHERE a.decided_at IS NULL AND a.due_at > moment AND a.due_at <= moment + interval '250 milliseconds'
                AND a.kind = 'MESSAGE' AND a.taken_until IS NULL AND (a.user_id, a.device_id, a.conversation_id) IN (
                    SELECT d.user_id, d.device_id, d.conversation_id FROM due d WHERE d.kind = 'MESSAGE')
            LIMIT most FOR UPDATE SKIP LOCKED),
        taken AS (
            UPDATE alert SET due_at = lease_end, taken_until = lease_end, claims = claims + 1
            WHERE decision_id = ANY(ARRAY(SELECT d.decision_id FROM due d) || ARRAY(SELECT a.decision_id FROM along a))
            RETURNING decision_id, claims, kind, user_id, device_id, conversation_id)
        SELECT t.decision_id, t.claims, EXISTS (
            SELECT FROM alert a WHERE a.user_id = t.user_id AND a.device_id = t.device_id AND a.decided_at IS NULL
                AND a.taken_until > moment
                AND (t.kind <> 'MESSAGE' OR a.kind <> 'MESSAGE' OR a.conversation_id = t.conversation_id))
        FROM taken t;
END $$;
COMMENT ON FUNCTION take_alerts IS 'The alerts that are due, for whoever calls, until the end of its lease.';
