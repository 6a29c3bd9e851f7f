-- +goose Up

-- The date that a document writes as YYYY-MM-DD. Unlike the cast from text it
-- depends on no session setting, so that a generated column may use it.
CREATE FUNCTION civil_date(iso text) RETURNS date
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN make_date(left(iso, 4)::int, substr(iso, 6, 2)::int, substr(iso, 9, 2)::int);

-- Facts and verdict are kept as the documents of docs/rules.md. What queries
-- need of them is generated from them, and so cannot say anything else.
CREATE TABLE assessments (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    startup_id     text NOT NULL REFERENCES startups (id),
    state          text NOT NULL CHECK (state IN ('draft', 'signed')),
    -- Counts the saves and signatures of a startup, so that the highest is the last.
    revision       integer NOT NULL CHECK (revision > 0),
    author         text NOT NULL CHECK (author <> ''),
    facts          jsonb NOT NULL CHECK (jsonb_typeof(facts) = 'object'),
    verdict        jsonb CHECK (jsonb_typeof(verdict) = 'object'),
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    signed_at      timestamptz,

    grid           text NOT NULL GENERATED ALWAYS AS (facts ->> 'grid') STORED,
    as_of          date NOT NULL GENERATED ALWAYS AS (civil_date(facts ->> 'as_of')) STORED,
    classification text GENERATED ALWAYS AS (verdict ->> 'classification') STORED
        CHECK (classification IN ('realisations', 'partenariats-passes', 'non-etabli')),
    valid_until    date GENERATED ALWAYS AS (civil_date(verdict ->> 'valid_until')) STORED
        CHECK (valid_until >= as_of),
    ready          boolean GENERATED ALWAYS AS ((verdict -> 'ready')::boolean) STORED,

    CONSTRAINT assessments_signed_with_a_verdict
        CHECK (num_nonnulls(verdict, classification, ready, signed_at) = CASE state WHEN 'signed' THEN 4 ELSE 0 END),
    CONSTRAINT assessments_verdict_of_its_facts
        CHECK (verdict IS NULL OR (verdict ->> 'grid', verdict ->> 'as_of') IS NOT DISTINCT FROM (facts ->> 'grid', facts ->> 'as_of')),
    -- Its index, read backwards, also finds the last signed assessment of a startup.
    CONSTRAINT assessments_revision_once UNIQUE (startup_id, revision)
);

-- One open draft per startup.
CREATE UNIQUE INDEX assessments_draft ON assessments (startup_id) WHERE state = 'draft';

-- What lapses, day by day.
CREATE INDEX assessments_lapse ON assessments (valid_until, startup_id) WHERE state = 'signed' AND valid_until IS NOT NULL;

-- +goose StatementBegin
CREATE FUNCTION refuse_change_of_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a signed assessment never changes: % refused', TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER assessments_keep_signed BEFORE UPDATE OR DELETE ON assessments
    FOR EACH ROW WHEN (OLD.state = 'signed') EXECUTE FUNCTION refuse_change_of_signed();
CREATE TRIGGER assessments_keep_all BEFORE TRUNCATE ON assessments
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_signed();

-- Also where a session asks for triggers to be left out (session_replication_role).
ALTER TABLE assessments ENABLE ALWAYS TRIGGER assessments_keep_signed;
ALTER TABLE assessments ENABLE ALWAYS TRIGGER assessments_keep_all;
