-- How long after they were sent messages disappear that are sent now, in milliseconds; 0: they stay.
ALTER TABLE unread.conversation
    ADD COLUMN timer_ms bigint NOT NULL DEFAULT 0;
