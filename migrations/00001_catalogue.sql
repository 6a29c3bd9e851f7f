-- +goose Up

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The public catalogue as it was last imported. Nothing is ever deleted: what the
-- catalogue no longer holds carries the day from which on it was missing. A text
-- that is not given is ''. A digest is that of the imported entry: equal digests
-- say that nothing of it changed, child tables included.
CREATE TABLE startups (
    id           text PRIMARY KEY CHECK (id <> ''), -- the ghid
    name         text NOT NULL CHECK (name <> ''),
    pitch        text NOT NULL,
    contact      text NOT NULL,
    link         text NOT NULL,
    repository   text NOT NULL,
    stats_url    text NOT NULL,
    impact_url   text NOT NULL,
    budget_url   text NOT NULL,
    dashlord_url text NOT NULL,
    search       text NOT NULL, -- name, id and pitch without accents and capitals
    withdrawn_on date,
    imported_on  date NOT NULL, -- the import that brought its last change
    digest       bytea NOT NULL
);

-- The portfolio: what is in the catalogue, in French order, and its search.
CREATE INDEX startups_by_name ON startups (name COLLATE "fr-x-icu", id) WHERE withdrawn_on IS NULL;
CREATE INDEX startups_by_text ON startups USING gin (search gin_trgm_ops);

-- The phases in the catalogue's order. A phase is the current one from
-- current_from until the day before current_before, which is null while no other
-- follows; both are null for a phase that never is (assessment.Startup.PhaseSpans).
CREATE TABLE phases (
    startup_id     text NOT NULL REFERENCES startups (id),
    position       integer NOT NULL CHECK (position >= 0),
    name           text NOT NULL CHECK (name IN (
        'investigation', 'construction', 'acceleration', 'consolidation',
        'transfere', 'opere', 'abandon', 'abandon-investigation')),
    starts_on      date NOT NULL,
    ends_on        date,
    current_from   date,
    current_before date CHECK (current_before > current_from),
    PRIMARY KEY (startup_id, position),
    CONSTRAINT phases_current_once UNIQUE (startup_id, current_from)
);

-- Who is in a phase on a day.
CREATE INDEX phases_by_name ON phases (name, current_from, current_before, startup_id) WHERE current_from IS NOT NULL;

-- Known by their title where the catalogue shows them; a startup may refer to one
-- that it hides, so that no foreign key leads here.
CREATE TABLE incubators (
    id           text PRIMARY KEY CHECK (id <> ''),
    title        text NOT NULL,
    owner        text NOT NULL, -- id of an organisation
    website      text NOT NULL,
    github       text NOT NULL,
    contact      text NOT NULL,
    address      text NOT NULL,
    withdrawn_on date,
    imported_on  date NOT NULL,
    digest       bytea NOT NULL -- empty where it was last seen beside the startups
);

CREATE TABLE organisations (
    id           text PRIMARY KEY CHECK (id <> ''),
    name         text NOT NULL,
    acronym      text NOT NULL,
    domain       text NOT NULL,
    category     text NOT NULL,
    withdrawn_on date,
    imported_on  date NOT NULL,
    digest       bytea NOT NULL
);

CREATE TABLE startup_incubators (
    startup_id   text NOT NULL REFERENCES startups (id),
    position     integer NOT NULL CHECK (position >= 0),
    incubator_id text NOT NULL CHECK (incubator_id <> ''),
    PRIMARY KEY (startup_id, position),
    UNIQUE (incubator_id, startup_id)
);

CREATE TABLE startup_sponsors (
    startup_id      text NOT NULL REFERENCES startups (id),
    position        integer NOT NULL CHECK (position >= 0),
    organisation_id text NOT NULL CHECK (organisation_id <> ''),
    PRIMARY KEY (startup_id, position),
    UNIQUE (organisation_id, startup_id)
);
