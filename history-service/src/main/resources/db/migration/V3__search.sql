-- What messages can be found by: docs/adr/0020. A row follows from the event at its place, and from nothing else.
CREATE TABLE search (
    -- In the order of bytes, which no locale changes.
    conversation_id text     COLLATE "C" NOT NULL,
    seq             bigint   NOT NULL,
    -- when the message was sent, in milliseconds since 1970 UTC
    time_ms         bigint   NOT NULL,
    -- its terms with their positions; and without positions who sees it, who sent it, what it is made of, and when it was
    -- sent: those have a colon
    words           tsvector NOT NULL,
    PRIMARY KEY (conversation_id, seq)
);

-- What is new is first put on a list, and read whole by every search; a short one costs little.
CREATE INDEX search_words ON search USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 256);

-- Which groups a user sees something of.
CREATE INDEX periods_user ON periods (user_id);
