-- +goose Up

-- People who may sign in. A scope holds ids of incubators (coach) or of
-- organisations (administration); no foreign key leads there, because the
-- catalogue may hide or lose one. Accounts are disabled, never deleted.
CREATE TABLE accounts (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email       text NOT NULL UNIQUE CHECK (email <> '' AND email = lower(email)),
    name        text NOT NULL CHECK (name <> ''),
    role        text NOT NULL CHECK (role IN ('coach', 'administration', 'programme')),
    scope       text[] NOT NULL CHECK (role <> 'programme' OR scope = '{}'),
    disabled_at timestamptz,
    ended_at    timestamptz, -- when it was last disabled: sessions that began before are over
    created_at  timestamptz NOT NULL,
    revision    integer NOT NULL CHECK (revision > 0)
);

-- What browsers that are signed in remember; the token is kept as its digest.
CREATE TABLE sessions (
    token  text PRIMARY KEY,
    data   bytea NOT NULL,
    expiry timestamptz NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expiry);

-- Until when its administration may answer is fixed when an assessment is signed.
-- Those that were signed before this rule had fifteen days like the others.
ALTER TABLE assessments
    ADD COLUMN author_id bigint REFERENCES accounts (id),
    ADD COLUMN answer_by date;
ALTER TABLE assessments DISABLE TRIGGER assessments_keep_signed;
UPDATE assessments SET answer_by = (signed_at AT TIME ZONE 'Europe/Paris')::date + 15 WHERE state = 'signed';
ALTER TABLE assessments ENABLE ALWAYS TRIGGER assessments_keep_signed;
ALTER TABLE assessments ADD CONSTRAINT assessments_signed_with_a_term
    CHECK ((answer_by IS NOT NULL) = (state = 'signed'));

-- The answer of an administration, one for each assessment.
CREATE TABLE reviews (
    assessment_id bigint PRIMARY KEY REFERENCES assessments (id),
    answers       jsonb NOT NULL CHECK (jsonb_typeof(answers) = 'array'),
    contested     boolean NOT NULL GENERATED ALWAYS AS (jsonb_path_exists(answers, '$[*].contested ? (@ == true)')) STORED,
    author        text NOT NULL CHECK (author <> ''),
    author_id     bigint REFERENCES accounts (id),
    at            timestamptz NOT NULL
);

-- Assessments that the programme sent back.
CREATE TABLE returns (
    assessment_id bigint PRIMARY KEY REFERENCES assessments (id),
    reason        text NOT NULL CHECK (reason <> ''),
    author        text NOT NULL CHECK (author <> ''),
    author_id     bigint REFERENCES accounts (id),
    at            timestamptz NOT NULL
);

-- Which classification is published of a startup, from when and until when.
CREATE TABLE register (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    startup_id    text NOT NULL REFERENCES startups (id),
    assessment_id bigint NOT NULL REFERENCES assessments (id),
    computed      text NOT NULL CHECK (computed IN ('realisations', 'partenariats-passes', 'non-etabli')),
    decided       text NOT NULL CHECK (decided IN ('realisations', 'partenariats-passes', 'non-etabli')),
    basis         text NOT NULL CHECK (basis IN ('signed', 'countersigned', 'contested', 'tacitly-agreed')),
    reason        text NOT NULL,
    valid_until   date,
    corrects      bigint UNIQUE REFERENCES register (id),
    author        text NOT NULL CHECK (author <> ''),
    author_id     bigint REFERENCES accounts (id),
    decided_on    date NOT NULL,
    at            timestamptz NOT NULL,

    CONSTRAINT register_reasons
        CHECK (reason <> '' OR decided = computed AND corrects IS NULL AND basis IN ('countersigned', 'tacitly-agreed')),
    CONSTRAINT register_overrides_end CHECK (decided = computed OR valid_until > decided_on),
    CONSTRAINT register_corrects_before CHECK (corrects < id)
);

-- An assessment is decided once; what follows corrects it.
CREATE UNIQUE INDEX register_decision ON register (assessment_id) WHERE corrects IS NULL;
-- The last entry of a startup, on any day; and what lapses, day by day.
CREATE INDEX register_in_force ON register (startup_id, decided_on, id);
CREATE INDEX register_lapse ON register (valid_until, startup_id) WHERE valid_until IS NOT NULL;
CREATE INDEX register_of_assessment ON register (assessment_id, id);

-- The last signed assessment of a startup while it waits for a decision, so that
-- what is to be done is found among few.
CREATE TABLE pending (
    startup_id    text PRIMARY KEY REFERENCES startups (id),
    assessment_id bigint NOT NULL UNIQUE REFERENCES assessments (id)
);
INSERT INTO pending
SELECT DISTINCT ON (startup_id) startup_id, id FROM assessments WHERE state = 'signed' ORDER BY startup_id, revision DESC;

-- Who did what when, on which object.
CREATE TABLE audit (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at            timestamptz NOT NULL,
    author        text NOT NULL CHECK (author <> ''),
    author_id     bigint REFERENCES accounts (id),
    kind          text NOT NULL CHECK (kind IN (
        'signed-in', 'draft-opened', 'draft-saved', 'signed', 'reviewed', 'sent-back', 'decided', 'corrected',
        'account-added', 'account-changed', 'account-disabled', 'account-enabled', 'catalogue-imported')),
    startup_id    text NOT NULL DEFAULT '',
    assessment_id bigint NOT NULL DEFAULT 0,
    account       text NOT NULL DEFAULT '', -- the e-mail of the account that it was done to
    detail        text NOT NULL DEFAULT ''
);
-- The last thing that somebody did.
CREATE INDEX audit_of_author ON audit (author_id, id);

-- +goose StatementBegin
CREATE FUNCTION refuse_change_of_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is recorded in % never changes: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;

DO $$
DECLARE record text;
BEGIN
    FOREACH record IN ARRAY ARRAY['reviews', 'returns', 'register', 'audit'] LOOP
        EXECUTE format('CREATE TRIGGER %1$s_keep BEFORE UPDATE OR DELETE ON %1$I FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record()', record);
        EXECUTE format('CREATE TRIGGER %1$s_keep_all BEFORE TRUNCATE ON %1$I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record()', record);
        EXECUTE format('ALTER TABLE %1$I ENABLE ALWAYS TRIGGER %1$s_keep, ENABLE ALWAYS TRIGGER %1$s_keep_all', record);
    END LOOP;
END
$$;
-- +goose StatementEnd
