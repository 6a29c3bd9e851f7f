-- +goose Up

-- An entry without an end is due for a look on a day, which is fixed when it is
-- decided; those of before this rule have twelve months like the others.
ALTER TABLE register ADD COLUMN look_on date CHECK (look_on > decided_on);
ALTER TABLE register DISABLE TRIGGER register_keep;
UPDATE register SET look_on = decided_on + interval '12 months' WHERE valid_until IS NULL;
ALTER TABLE register ENABLE ALWAYS TRIGGER register_keep;

-- The last day before an entry is to be confirmed again (assessment.Entry.Due).
ALTER TABLE register ADD COLUMN due_on date GENERATED ALWAYS AS (coalesce(valid_until, look_on - 1)) STORED;
DROP INDEX register_lapse;
CREATE INDEX register_due ON register (due_on, startup_id);
