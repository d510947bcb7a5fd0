-- What is no longer so, for those who left before it changed, and for audit: docs/adr/0023. What is so now stands elsewhere.

-- What messages said before they were edited.
CREATE TABLE versions (
    conversation_id text   NOT NULL,
    -- the message
    target_seq      bigint NOT NULL,
    -- since which event it said so: its own, or an edit
    seq             bigint NOT NULL,
    -- hongyan.content.v1.Content
    content         bytea  NOT NULL,
    PRIMARY KEY (conversation_id, target_seq, seq)
) PARTITION BY HASH (conversation_id);

-- How users reacted to messages of groups before they changed that. In the order of bytes, which no locale changes.
CREATE TABLE past_reactions (
    conversation_id text    NOT NULL,
    target_seq      bigint  NOT NULL,
    user_id         text    COLLATE "C" NOT NULL,
    emoji           text    COLLATE "C" NOT NULL,
    -- since which event
    seq             bigint  NOT NULL,
    -- whether the user reacted so
    present         boolean NOT NULL,
    PRIMARY KEY (conversation_id, target_seq, user_id, emoji, seq)
) PARTITION BY HASH (conversation_id);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE versions_%s PARTITION OF versions FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
        EXECUTE format('CREATE TABLE past_reactions_%s PARTITION OF past_reactions FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
        -- As with events: read whole, and short.
        EXECUTE format('ALTER TABLE versions_%s ALTER COLUMN content SET STORAGE EXTERNAL', i);
    END LOOP;
END
$$;
