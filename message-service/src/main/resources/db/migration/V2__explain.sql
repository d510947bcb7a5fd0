-- The record that moved each read cursor last, for explaining counts: its place in hongyan.events.v1, and what it says.
-- A function of the log like all else here, and null while a member has not read. Rows of before get it when they move
-- again, or by a rebuild.
ALTER TABLE unread.member
    ADD COLUMN moved_partition int,
    ADD COLUMN moved_offset    bigint,
    ADD COLUMN moved_event     bytea; -- hongyan.events.v1.Event
