-- +goose Up

-- What the catalogue told against an entry when it was decided, '' for nothing
-- (assessment.Disagreement).
ALTER TABLE register ADD COLUMN despite text NOT NULL DEFAULT '';

-- What a phase tells against any classification while it is the current one, ''
-- for nothing (assessment.Startup.Told).
ALTER TABLE phases ADD COLUMN told text NOT NULL DEFAULT '';
UPDATE phases SET told = CASE
    WHEN name IN ('abandon', 'abandon-investigation') THEN 'arrete'
    WHEN EXISTS (SELECT FROM phases before
        WHERE before.startup_id = phases.startup_id AND before.current_from < phases.current_from
        AND array_position(ARRAY['investigation', 'construction', 'acceleration', 'consolidation', 'transfere', 'opere'], before.name)
            > array_position(ARRAY['investigation', 'construction', 'acceleration', 'consolidation'], phases.name)) THEN 'retour'
    WHEN name IN ('investigation', 'construction') THEN 'en-construction'
    ELSE '' END
WHERE current_from IS NOT NULL;

-- Who is told something against on a day: few of those who have gone on.
CREATE INDEX phases_told ON phases (startup_id, current_from) WHERE told <> '';
CREATE INDEX startups_withdrawn ON startups (id) WHERE withdrawn_on IS NOT NULL;
