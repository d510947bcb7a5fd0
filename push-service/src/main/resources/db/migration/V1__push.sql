-- Identifiers compare by their bytes, as everywhere in the suite.

-- How far the projection has come in each partition, moved in the transaction of its data.
CREATE TABLE projection_position (
    topic           text   NOT NULL,
    kafka_partition int    NOT NULL,
    next_offset     bigint NOT NULL,
    PRIMARY KEY (topic, kafka_partition)
);

-- The devices that can be alerted. Not derived from the log: this table must be backed up.
CREATE TABLE device (
    user_id       text        COLLATE "C" NOT NULL,
    device_id     text        COLLATE "C" NOT NULL,
    provider      text        NOT NULL CHECK (provider IN ('APNS')),
    app_id        text        NOT NULL,
    token         text        COLLATE "C" NOT NULL,
    registered_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, device_id),
    -- A token leads to one phone, and that phone belongs to whoever registered it last.
    CONSTRAINT device_token_once UNIQUE (provider, token)
);

-- What is known of each conversation. An event whose revision is not greater has been applied.
CREATE TABLE conversation (
    conversation_id text   COLLATE "C" PRIMARY KEY,
    revision        bigint NOT NULL,
    name            text   NOT NULL DEFAULT ''
);

-- Who is, or was, in a conversation, with what decides about alerts. Cursors only move forward.
CREATE TABLE member (
    conversation_id text    COLLATE "C" NOT NULL,
    user_id         text    COLLATE "C" NOT NULL,
    present         boolean NOT NULL,
    joined_seq      bigint  NOT NULL DEFAULT 1,
    muted           boolean NOT NULL DEFAULT false,
    read_seq        bigint  NOT NULL DEFAULT 0,
    seen_seq        bigint  NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation_id, user_id)
);
COMMENT ON COLUMN member.seen_seq IS 'The highest seq that a device in the foreground has confirmed.';

-- What alerts say. Kept only while an alert may still need it.
CREATE TABLE alert_message (
    conversation_id text    COLLATE "C" NOT NULL,
    seq             bigint  NOT NULL,
    sender_id       text    NOT NULL,
    body            text    NOT NULL,
    recalled        boolean NOT NULL DEFAULT false,
    traceparent     text,
    PRIMARY KEY (conversation_id, seq)
);

-- One row for each message and device: the decision that is made once. Kept after it was made, so that a replay of the
-- log finds it made.
CREATE TABLE alert (
    decision_id     uuid        PRIMARY KEY,
    conversation_id text        COLLATE "C" NOT NULL,
    revision        bigint      NOT NULL,
    seq             bigint      NOT NULL,
    user_id         text        COLLATE "C" NOT NULL,
    device_id       text        COLLATE "C" NOT NULL,
    event_at        timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    claims          int         NOT NULL DEFAULT 0,
    attempts        int         NOT NULL DEFAULT 0,
    outcome         text        CHECK (outcome IN ('SENT', 'DEFERRED', 'CANCELLED', 'SUPPRESSED')),
    reason          text,
    badge           bigint      NOT NULL DEFAULT 0,
    decided_at      timestamptz
);
COMMENT ON COLUMN alert.due_at IS 'When to look at it next. While somebody does: when the next one may.';
COMMENT ON COLUMN alert.claims IS 'How often it was taken up: the fence by which a late one is told.';
COMMENT ON COLUMN alert.attempts IS 'How often sending failed because something was down.';
CREATE INDEX alert_due ON alert (due_at) WHERE decided_at IS NULL;
CREATE INDEX alert_pending_message ON alert (conversation_id, seq) WHERE decided_at IS NULL;
CREATE INDEX alert_decided ON alert (event_at) WHERE decided_at IS NOT NULL;

-- Decisions that the topic does not have yet, in the order they were made.
CREATE TABLE decision_outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id     text  NOT NULL,
    decision    bytea NOT NULL,
    traceparent text
);
COMMENT ON COLUMN decision_outbox.decision IS 'A hongyan.push.v1.PushDecision.';

-- The id of a decision, which is the apns-id too: the first half of a SHA-256 over event and device, in the form of a
-- UUID (version 8 of RFC 9562: made by a rule of our own). The same on every replay.
CREATE FUNCTION decision_id(conversation_id text, revision bigint, user_id text, device_id text)
RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT encode(set_byte(set_byte(half, 6, get_byte(half, 6) & 15 | 128), 8, get_byte(half, 8) & 63 | 128), 'hex')::uuid
    FROM (SELECT substring(sha256(convert_to(
              conversation_id || '/' || revision || '/' || user_id || '/' || device_id, 'UTF8')) FOR 16) AS half) AS hashed
$$;
