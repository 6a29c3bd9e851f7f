-- +goose Up

-- Startups of which all that is recorded stands under another id, and which
-- assessments came from there, so that they find back.
CREATE TABLE renames (
    former_id   text PRIMARY KEY REFERENCES startups (id),
    startup_id  text NOT NULL REFERENCES startups (id) CHECK (startup_id <> former_id),
    assessments bigint[] NOT NULL,
    author      text NOT NULL, -- '' for the catalogue
    author_id   bigint REFERENCES accounts (id),
    at          timestamptz NOT NULL
);
CREATE INDEX renames_of_startup ON renames (startup_id);

-- Startups that an import withdrew while it added another one that may be the same.
CREATE TABLE resemblances (
    former_id  text NOT NULL REFERENCES startups (id),
    startup_id text NOT NULL REFERENCES startups (id),
    likeness   text NOT NULL CHECK (likeness IN ('repository', 'link', 'name')),
    seen_on    date NOT NULL,
    PRIMARY KEY (former_id, startup_id)
);

ALTER TABLE audit DROP CONSTRAINT audit_kind_check;
ALTER TABLE audit ADD CONSTRAINT audit_kind_check CHECK (kind IN (
    'signed-in', 'draft-opened', 'draft-saved', 'signed', 'reviewed', 'sent-back', 'decided', 'corrected',
    'account-added', 'account-changed', 'account-disabled', 'account-enabled', 'catalogue-imported', 'renamed', 'rename-undone'));

-- What is recorded never changes, but for the id that its startup goes by: a row
-- moves along a rename, one way or the other, and then takes its place in the order of
-- the assessments there. Generated columns are not known yet when a trigger looks.
-- +goose StatementBegin
CREATE FUNCTION moves_along_a_rename(old_row jsonb, new_row jsonb, movable text[]) RETURNS boolean LANGUAGE sql STABLE
    RETURN old_row - movable = new_row - movable AND EXISTS (
        SELECT FROM renames WHERE ARRAY[old_row ->> 'startup_id', new_row ->> 'startup_id'] <@ ARRAY[former_id, startup_id]);

CREATE OR REPLACE FUNCTION refuse_change_of_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND moves_along_a_rename(to_jsonb(OLD), to_jsonb(NEW),
        '{startup_id,revision,grid,as_of,classification,valid_until,ready,statuses,trajectory}') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a signed assessment never changes: % refused', TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;

CREATE FUNCTION refuse_change_of_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND moves_along_a_rename(to_jsonb(OLD), to_jsonb(NEW), '{startup_id,due_on}') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what is recorded in % never changes: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;
-- +goose StatementEnd

DROP TRIGGER register_keep ON register;
CREATE TRIGGER register_keep BEFORE UPDATE OR DELETE ON register FOR EACH ROW EXECUTE FUNCTION refuse_change_of_register();
ALTER TABLE register ENABLE ALWAYS TRIGGER register_keep;
