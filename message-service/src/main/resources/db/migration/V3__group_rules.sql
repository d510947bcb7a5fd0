-- Who may do what in a group: hongyan.events.v1.GroupRules, encoded; empty for conversations of two, and where nobody ever
-- said anything else than the default.
ALTER TABLE unread.conversation
    ADD COLUMN rules bytea NOT NULL DEFAULT '';
