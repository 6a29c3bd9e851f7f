-- +goose Up

-- What the portfolio counts and filters by, taken out of the documents: the
-- statuses of the criteria in grid order, and the trajectory.
ALTER TABLE assessments
    ADD COLUMN statuses jsonb GENERATED ALWAYS AS (jsonb_path_query_array(verdict, '$.criteria[*].status')) STORED,
    ADD COLUMN trajectory text GENERATED ALWAYS AS (coalesce(facts -> 'trajectory' ->> 'kind', '')) STORED;

-- When a startup was transferred.
CREATE INDEX phases_transfers ON phases (startup_id, current_from) WHERE name = 'transfere' AND current_from IS NOT NULL;
