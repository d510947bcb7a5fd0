-- Until when an admin keeps a member from speaking, in milliseconds since 1970 UTC; 0: nobody does. It outlives leaving.
ALTER TABLE unread.member
    ADD COLUMN silenced_until_ms bigint NOT NULL DEFAULT 0;

-- How long after they were sent messages disappear that are sent now, in milliseconds; 0: they stay.
ALTER TABLE unread.conversation
    ADD COLUMN timer_ms bigint NOT NULL DEFAULT 0;
