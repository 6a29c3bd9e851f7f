-- +goose Up

-- A session ends when nobody used it for a while, and at its expiry in any case.
-- The row of an ended one stays until then, so that no request that was under way
-- writes it back.
ALTER TABLE sessions
    ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN ended   boolean NOT NULL DEFAULT false;
