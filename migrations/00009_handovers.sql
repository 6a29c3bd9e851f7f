-- +goose Up

-- When a startup was transferred, or else operated (assessment.Startup.TransferredOn).
DROP INDEX phases_transfers;
CREATE INDEX phases_transfers ON phases (startup_id, starts_on) WHERE name IN ('transfere', 'opere');
