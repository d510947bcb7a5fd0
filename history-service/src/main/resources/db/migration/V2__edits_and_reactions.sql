-- What became of messages since they were sent. What a message says now stands in its event.

-- The edits of a message by its sender; the one with the greatest seq is what it says now.
CREATE TABLE edits (
    conversation_id text   NOT NULL,
    -- the message
    target_seq      bigint NOT NULL,
    -- the edit
    seq             bigint NOT NULL,
    -- when that was, in milliseconds since 1970 UTC
    time_ms         bigint NOT NULL,
    PRIMARY KEY (conversation_id, target_seq, seq)
) PARTITION BY HASH (conversation_id);

-- How each user reacts to a message: the last word on each emoji. One that was taken away stays, so that it is known up to
-- which event the counts go. Pages of them are in the order of bytes, which no locale changes.
CREATE TABLE reactions (
    conversation_id text    NOT NULL,
    target_seq      bigint  NOT NULL,
    user_id         text    COLLATE "C" NOT NULL,
    emoji           text    COLLATE "C" NOT NULL,
    -- whether the user reacts so
    present         boolean NOT NULL,
    -- since which event
    seq             bigint  NOT NULL,
    PRIMARY KEY (conversation_id, target_seq, user_id, emoji)
) PARTITION BY HASH (conversation_id);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE edits_%s PARTITION OF edits FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
        EXECUTE format('CREATE TABLE reactions_%s PARTITION OF reactions FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
    END LOOP;
END
$$;
