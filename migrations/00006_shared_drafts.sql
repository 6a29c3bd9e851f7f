-- +goose Up

-- Who changed which part of a draft last, and when, by the part's name.
ALTER TABLE assessments ADD COLUMN saves jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(saves) = 'object');

-- Who has the draft of a startup open.
CREATE TABLE attendances (
    startup_id text NOT NULL REFERENCES startups (id),
    account_id bigint NOT NULL REFERENCES accounts (id),
    seen_at    timestamptz NOT NULL,
    PRIMARY KEY (startup_id, account_id)
);
