-- +goose Up

-- A startup is found by the names of its incubators and sponsors too. The next import
-- of the catalogue fills in what they are found by.
ALTER TABLE startups ADD words text NOT NULL DEFAULT ''; -- name, id and pitch as search holds them
UPDATE startups SET words = search;
ALTER TABLE incubators ADD search text NOT NULL DEFAULT '';
ALTER TABLE organisations ADD search text NOT NULL DEFAULT '';
COMMENT ON COLUMN startups.search IS 'words, and search of its incubators and sponsors';

-- +goose Down
ALTER TABLE organisations DROP search;
ALTER TABLE incubators DROP search;
UPDATE startups SET search = words;
ALTER TABLE startups DROP words;
