-- Until when an admin keeps a member from speaking, in milliseconds since 1970 UTC; 0: nobody does. It outlives leaving.
ALTER TABLE unread.member
    ADD COLUMN silenced_until_ms bigint NOT NULL DEFAULT 0;

-- The same as before, and this.
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
