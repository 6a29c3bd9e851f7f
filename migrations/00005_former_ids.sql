-- +goose Up

-- The ids that startups had before they were renamed. Of two that claim the same,
-- the first one keeps it.
CREATE TABLE former_ids (
    id         text PRIMARY KEY CHECK (id <> ''),
    startup_id text NOT NULL REFERENCES startups (id) CHECK (startup_id <> id)
);
CREATE INDEX former_ids_of_startup ON former_ids (startup_id);
