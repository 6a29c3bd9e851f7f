-- +goose Up

-- The identity that an account is bound to since its first sign-in, by the provider's
-- iss and sub: both are empty before.
ALTER TABLE accounts
    ADD COLUMN issuer  text NOT NULL DEFAULT '',
    ADD COLUMN subject text NOT NULL DEFAULT '',
    ADD CONSTRAINT accounts_identity_whole CHECK ((issuer = '') = (subject = ''));
CREATE UNIQUE INDEX accounts_identity ON accounts (issuer, subject) WHERE subject <> '';
