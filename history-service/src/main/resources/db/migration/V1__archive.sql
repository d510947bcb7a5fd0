-- The archive: every event that clients show, and who may see which part of a conversation.

CREATE TABLE events (
    conversation_id text   NOT NULL,
    seq             bigint NOT NULL,
    -- hongyan.events.v1.Event; without its content once it has been recalled
    event           bytea  NOT NULL,
    PRIMARY KEY (conversation_id, seq)
) PARTITION BY HASH (conversation_id);

-- Who is in which group since when: the latest period of each. Members of a conversation of two stand in its id.
CREATE TABLE periods (
    conversation_id text   NOT NULL,
    user_id         text   NOT NULL,
    joined_seq      bigint NOT NULL,
    -- the last event the user sees; null while a member
    left_seq        bigint,
    PRIMARY KEY (conversation_id, user_id)
) PARTITION BY HASH (conversation_id);

DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE events_%s PARTITION OF events FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
        EXECUTE format('CREATE TABLE periods_%s PARTITION OF periods FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
        -- Messages compress badly and are read whole: keep them out of line only when they are really long.
        EXECUTE format('ALTER TABLE events_%s ALTER COLUMN event SET STORAGE EXTERNAL', i);
    END LOOP;
END
$$;

-- How far the archive has come in the log, moved in the transaction of its data.
CREATE TABLE archive_positions (
    topic           text   NOT NULL,
    kafka_partition int    NOT NULL,
    next_offset     bigint NOT NULL,
    PRIMARY KEY (topic, kafka_partition)
);
