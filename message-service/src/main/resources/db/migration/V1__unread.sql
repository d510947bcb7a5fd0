-- What the unread role derives from hongyan.events.v1. All of it can be emptied and rebuilt by replay.
-- Ids are compared byte by byte, as everywhere in the suite: hence COLLATE "C".
CREATE SCHEMA unread;

-- How far the projection has come; moved in the transaction of its data.
CREATE TABLE unread.position (
    topic           text   NOT NULL,
    kafka_partition int    NOT NULL,
    next_offset     bigint NOT NULL,
    PRIMARY KEY (topic, kafka_partition)
);

-- One row for each conversation. Narrow, because every event updates it.
CREATE TABLE unread.conversation (
    conversation_id text COLLATE "C" PRIMARY KEY,
    name            text   NOT NULL,
    owner_id        text COLLATE "C",
    revision        bigint NOT NULL,
    head_seq        bigint NOT NULL, -- the last event that is shown
    head_cseq       bigint NOT NULL, -- countable messages so far
    countable_seq   bigint NOT NULL, -- the seq of the last of them; a cursor from here on has nothing unread
    activity_ms     bigint NOT NULL, -- the time of head_seq
    member_count    int    NOT NULL
) WITH (fillfactor = 80);

-- The last shown event of each conversation, encoded.
CREATE TABLE unread.last_event (
    conversation_id text COLLATE "C" PRIMARY KEY,
    event           bytea NOT NULL
) WITH (fillfactor = 80);

-- One row for each user who is or was in a conversation. Sending does not touch it.
CREATE TABLE unread.member (
    conversation_id   text COLLATE "C" NOT NULL,
    user_id           text COLLATE "C" NOT NULL,
    role              smallint NOT NULL,
    joined_seq        bigint   NOT NULL,
    read_seq          bigint   NOT NULL,
    delivered_seq     bigint   NOT NULL,
    muted             boolean  NOT NULL,
    blocked           boolean  NOT NULL,
    left_seq          bigint, -- this and the following are set from leaving until joining again:
    left_ms           bigint, -- how the conversation looked to whoever left
    left_name         text,
    left_member_count int,
    left_event        bytea,
    counts_after      bigint   NOT NULL GENERATED ALWAYS AS (GREATEST(read_seq, joined_seq - 1)) STORED,
    PRIMARY KEY (conversation_id, user_id)
) WITH (fillfactor = 80);

CREATE INDEX member_by_user ON unread.member (user_id);

-- Every countable message, without its content. Two running numbers make differences of counts: cseq over all, own over
-- those of one sender.
CREATE TABLE unread.message (
    conversation_id text COLLATE "C" NOT NULL,
    seq             bigint  NOT NULL,
    cseq            bigint  NOT NULL,
    sender_id       text COLLATE "C" NOT NULL,
    own             bigint  NOT NULL,
    recalled        boolean NOT NULL DEFAULT false,
    PRIMARY KEY (conversation_id, seq)
);

CREATE INDEX message_by_sender ON unread.message (conversation_id, sender_id, seq) INCLUDE (own);
CREATE INDEX message_recalled ON unread.message (conversation_id, seq) INCLUDE (sender_id) WHERE recalled;

-- Conversations as their users see them. unread = countable messages beyond the cursor, less one's own, less those of
-- others that were recalled: four look-ups by index, and none where the cursor is behind nothing. What was only ever
-- blocked or muted has no event to show, and is not listed.
CREATE VIEW unread.inbox AS
SELECT m.user_id,
       m.conversation_id,
       COALESCE(m.left_name, c.name)                 AS name,
       COALESCE(m.left_seq, c.head_seq)              AS head_seq,
       m.joined_seq                                  AS first_seq,
       m.read_seq,
       m.muted,
       m.blocked,
       m.role,
       COALESCE(m.left_member_count, c.member_count) AS member_count,
       COALESCE(m.left_ms, c.activity_ms)            AS activity_ms,
       m.left_seq IS NOT NULL                        AS has_left,
       m.left_event,
       CASE
           WHEN m.left_seq IS NOT NULL OR c.countable_seq <= m.counts_after THEN 0
           ELSE c.head_cseq
               - COALESCE((SELECT x.cseq
                           FROM unread.message x
                           WHERE x.conversation_id = m.conversation_id AND x.seq <= m.counts_after
                           ORDER BY x.seq DESC LIMIT 1), 0)
               - COALESCE((SELECT x.own
                           FROM unread.message x
                           WHERE x.conversation_id = m.conversation_id AND x.sender_id = m.user_id
                           ORDER BY x.seq DESC LIMIT 1), 0)
               + COALESCE((SELECT x.own
                           FROM unread.message x
                           WHERE x.conversation_id = m.conversation_id AND x.sender_id = m.user_id
                             AND x.seq <= m.counts_after
                           ORDER BY x.seq DESC LIMIT 1), 0)
               - (SELECT count(*)
                  FROM unread.message x
                  WHERE x.conversation_id = m.conversation_id AND x.seq > m.counts_after
                    AND x.recalled AND x.sender_id <> m.user_id)
       END                                           AS unread
FROM unread.member m
         JOIN unread.conversation c USING (conversation_id)
WHERE c.head_seq > 0;
