-- What an alert is about. Those from before are about messages.
ALTER TABLE alert ADD COLUMN kind text NOT NULL DEFAULT 'MESSAGE' CHECK (kind IN ('MESSAGE', 'CLEAR', 'RECALL'));
ALTER TABLE alert DROP CONSTRAINT alert_outcome_check;
ALTER TABLE alert ADD CONSTRAINT alert_outcome_check
    CHECK (outcome IN ('SENT', 'DEFERRED', 'CANCELLED', 'SUPPRESSED', 'CLEARED', 'REWRITTEN'));
ALTER TABLE alert ADD COLUMN taken_until timestamptz;
ALTER TABLE alert ADD COLUMN told_at timestamptz;
ALTER TABLE alert ADD COLUMN words boolean NOT NULL DEFAULT false;
ALTER TABLE alert ADD COLUMN recalled boolean NOT NULL DEFAULT false;
ALTER TABLE alert ADD COLUMN shown_at timestamptz;
ALTER TABLE alert ADD COLUMN opened_at timestamptz;
COMMENT ON COLUMN alert.seq IS 'Of the message; for CLEAR the read cursor, for RECALL the message that was taken back.';
COMMENT ON COLUMN alert.taken_until IS 'Until when somebody looks after it, if somebody does.';
COMMENT ON COLUMN alert.told_at IS 'When the device was told of the message, by this alert or by another one that speaks of it too.';
COMMENT ON COLUMN alert.words IS 'Whether the device was told in the words of this message.';
COMMENT ON COLUMN alert.recalled IS 'Whether the message was taken back after the device was told of it.';
COMMENT ON COLUMN alert.shown_at IS 'When the device reported that it has shown it.';
COMMENT ON COLUMN alert.opened_at IS 'When the device reported that its user has opened it.';
UPDATE alert SET told_at = decided_at, words = true WHERE outcome = 'SENT';

-- What a device shows of a conversation; who is to be told that a message was taken back; what of a device is undecided.
CREATE INDEX alert_told ON alert (user_id, device_id, conversation_id, seq) WHERE told_at IS NOT NULL;
CREATE INDEX alert_told_message ON alert (conversation_id, seq) WHERE told_at IS NOT NULL;
CREATE INDEX alert_pending_device ON alert (user_id, device_id) WHERE decided_at IS NULL;

ALTER TABLE alert_message ADD COLUMN mentions text[] NOT NULL DEFAULT '{}';
ALTER TABLE alert_message ADD COLUMN mentions_everyone boolean NOT NULL DEFAULT false;

ALTER TABLE device ADD COLUMN language text NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN badge bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN device.language IS 'A tag of BCP 47; empty if the device did not say.';
COMMENT ON COLUMN device.badge IS 'The last badge that it was sent.';

-- What users want of alerts. Not derived from the log: to be backed up with the devices. Policies and previews are the
-- contract''s without their prefix; UNSPECIFIED is the default.
CREATE TABLE preference (
    user_id             text    COLLATE "C" PRIMARY KEY,
    policy              text    NOT NULL,
    preview             text    NOT NULL,
    mentions_break_mute boolean NOT NULL,
    quiet_zone          text,
    quiet_from          int     CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_until         int     CHECK (quiet_until BETWEEN 0 AND 1439),
    quiet_mentions      boolean NOT NULL DEFAULT false,
    CONSTRAINT preference_quiet_hours CHECK (
        (quiet_zone IS NULL) = (quiet_from IS NULL) AND (quiet_zone IS NULL) = (quiet_until IS NULL))
);
CREATE TABLE conversation_preference (
    user_id         text        COLLATE "C" NOT NULL,
    conversation_id text        COLLATE "C" NOT NULL,
    policy          text        NOT NULL,
    muted_until     timestamptz,
    PRIMARY KEY (user_id, conversation_id)
);
