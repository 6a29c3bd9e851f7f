package postgres

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// Startups returns one page of the startups that a filter selects, in its order,
// each with the classification in force on the query's day. Every word of its text
// is somewhere in the name, the id or the pitch.
func (s *Store) Startups(ctx context.Context, q assessment.StartupQuery) (list assessment.StartupList, err error) {
	selected := selectStartups(q.Filter, q.Today)
	count := `SELECT count(*)` + selected.from()
	order := selected.order(q.Order)
	selected.args["size"], selected.args["skip"] = assessment.PageSize, (min(max(q.Page, 1), maxPage)-1)*assessment.PageSize
	page := `
		SELECT ` + classifiedColumns + ` FROM (
			SELECT s.*, row_number() OVER (ORDER BY ` + order + `) AS place` + selected.from() + `
			ORDER BY ` + order + ` LIMIT @size OFFSET @skip) s
		ORDER BY place`
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		rows, _ := tx.Query(ctx, count, selected.args)
		if list.Total, err = pgx.CollectExactlyOneRow(rows, pgx.RowTo[int]); err != nil {
			return err
		}
		rows, _ = tx.Query(ctx, page, selected.args)
		list.Items, err = collectClassified(rows)
		return err
	})
	if err != nil {
		return assessment.StartupList{}, errorf("page %d of the startups: %w", q.Page, err)
	}
	return list, nil
}

// maxPage is beyond any catalogue, and keeps a page number from overflowing.
const maxPage = 1_000_000

// maxWords bounds what a search may cost; names rarely have as many.
const maxWords = 10

// searchPatterns returns a pattern of LIKE for each word of a text, the longest first.
func searchPatterns(text string) []string {
	words := strings.Fields(fold(text))
	slices.SortFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	words = words[:min(len(words), maxWords)]
	for i, word := range words {
		words[i] = "%" + word + "%"
	}
	return words
}

// Startup returns one startup, withdrawn or not, or [assessment.ErrNotFound].
func (s *Store) Startup(ctx context.Context, id string) (assessment.Startup, error) {
	startup, err := startup(ctx, s.db, id)
	if err != nil {
		return assessment.Startup{}, errorf("startup %q: %w", id, err)
	}
	return startup, nil
}

func startup(ctx context.Context, db queryer, id string) (assessment.Startup, error) {
	const query = `SELECT ` + startupColumns + ` FROM startups s WHERE s.id = $1 AND ` + unrenamed
	rows, _ := db.Query(ctx, query, id)
	found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[assessment.Startup])
	return found, lookupError(err)
}

// Renamed returns the id that a startup has today which had this one before, or
// [assessment.ErrNotFound].
func (s *Store) Renamed(ctx context.Context, former string) (string, error) {
	const query = `
		WITH RECURSIVE known (id) AS (
			SELECT coalesce((SELECT startup_id FROM renames WHERE former_id = $1), (SELECT startup_id FROM former_ids WHERE id = $1))
			UNION SELECT r.startup_id FROM renames r JOIN known ON former_id = id)
		SELECT s.id FROM startups s JOIN known USING (id) WHERE ` + unrenamed
	rows, _ := s.db.Query(ctx, query, former)
	id, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[string])
	if err != nil {
		return "", errorf("former id %q: %w", former, lookupError(err))
	}
	return id, nil
}
