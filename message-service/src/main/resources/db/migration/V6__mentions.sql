-- Whom countable messages speak to by name, as they were first sent; gone once a message is recalled. A function of the log
-- like all else here. Messages of before the release that keeps this have their rows after a rebuild.
CREATE TABLE unread.mention (
    conversation_id text COLLATE "C" NOT NULL,
    user_id         text COLLATE "C" NOT NULL, -- member or not; '': everyone, and then nobody by name beside it
    seq             bigint NOT NULL,
    sender_id       text COLLATE "C" NOT NULL, -- whom everyone does not include
    PRIMARY KEY (conversation_id, user_id, seq)
);

-- For recalls, which know the message and not whom it named.
CREATE INDEX mention_by_message ON unread.mention (conversation_id, seq);

-- The same as before, these, and until when a user is silenced. Of the users of a conversation, only those are looked up for whom
-- something countable lies beyond the cursor; and who does not ask for these columns does not pay for them.
CREATE OR REPLACE VIEW unread.inbox AS
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
       END                                           AS unread,
       m.pinned_ms,
       CASE
           WHEN m.muted OR m.left_seq IS NOT NULL OR c.countable_seq <= m.archived_seq THEN m.archived_seq
           ELSE 0
       END                                           AS archived_seq,
       m.marked_unread,
       m.own_version,
       CASE
           WHEN m.left_seq IS NOT NULL OR c.countable_seq <= m.counts_after THEN 0
           ELSE (SELECT count(*)
                 FROM unread.mention x
                 WHERE x.conversation_id = m.conversation_id AND x.user_id = ANY (ARRAY[m.user_id, ''])
                   AND x.seq > m.counts_after AND x.sender_id <> m.user_id)
       END                                           AS unread_mentions,
       CASE
           WHEN m.left_seq IS NOT NULL OR c.countable_seq <= m.counts_after THEN '{}'
           ELSE ARRAY(SELECT x.seq
                      FROM unread.mention x
                      WHERE x.conversation_id = m.conversation_id AND x.user_id = ANY (ARRAY[m.user_id, ''])
                        AND x.seq > m.counts_after AND x.sender_id <> m.user_id
                      ORDER BY x.seq LIMIT 50)
       END                                           AS mention_seqs,
       m.silenced_until_ms
FROM unread.member m
         JOIN unread.conversation c USING (conversation_id)
WHERE c.head_seq > 0;
