-- Media that the suite itself keeps: what was announced of each, and what was found out of it. The bytes lie elsewhere. This is no
-- function of the log: a rebuild leaves it alone.
CREATE TABLE media (
    -- 26 characters that nobody guesses
    media_id         text    COLLATE "C" NOT NULL PRIMARY KEY,
    -- who uploads them
    user_id          text    COLLATE "C" NOT NULL,
    -- as announced, and for pictures found to be so
    content_type     text    NOT NULL,
    size_bytes       bigint  NOT NULL,
    sha256           bytea   NOT NULL,
    -- when the upload was begun, or gone on with, in milliseconds since 1970 UTC
    begun_ms         bigint  NOT NULL,
    -- whether all bytes are there, and were checked
    ready            boolean NOT NULL DEFAULT false,
    -- of a picture, in pixels; 0 where that is not known
    width            int     NOT NULL DEFAULT 0,
    height           int     NOT NULL DEFAULT 0,
    -- the small picture; null and 0 where there is none
    thumbnail_type   text,
    thumbnail_bytes  int     NOT NULL DEFAULT 0,
    thumbnail_width  int     NOT NULL DEFAULT 0,
    thumbnail_height int     NOT NULL DEFAULT 0,
    -- the same bytes of the same user are one
    UNIQUE (user_id, sha256, size_bytes, content_type)
);

-- How many uploads of a user are under way, and which were given up.
CREATE INDEX media_unfinished_of_user ON media (user_id) WHERE NOT ready;
CREATE INDEX media_unfinished ON media (begun_ms) WHERE NOT ready;
