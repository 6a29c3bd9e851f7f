package web

import (
	"context"
	"iter"

	"transfert/assessment"
)

// Store is where the startups and their assessments are kept. Every method is
// one transaction. A subject that does not exist is [assessment.ErrNotFound].
type Store interface {
	// Startups returns one page of the startups that are in the catalogue, by
	// name in French order, each with its last signed assessment.
	Startups(ctx context.Context, q assessment.StartupQuery) (assessment.StartupList, error)
	// Startup returns one startup, withdrawn or not, with the names of its
	// incubators and sponsors where they are known.
	Startup(ctx context.Context, id string) (assessment.Startup, error)
	// Draft returns the open draft of a startup.
	Draft(ctx context.Context, startupID string) (assessment.Assessment, error)
	// SaveDraft keeps facts, author and time (UpdatedAt) of a draft. Its Revision is
	// the one that was read: the draft's, else that of the last signed assessment,
	// else 0; [assessment.ErrConflict] when that is no longer the last one. The
	// result carries the new revision.
	SaveDraft(ctx context.Context, draft assessment.Assessment) (assessment.Assessment, error)
	// Sign turns the draft into the signed assessment that [assessment.Assessment.Sign]
	// made of it, under the same rule for its Revision.
	Sign(ctx context.Context, signed assessment.Assessment) (assessment.Assessment, error)
	// Assessment returns a signed assessment.
	Assessment(ctx context.Context, id int64) (assessment.Assessment, error)
	// History returns the signed assessments of a startup, the last one first.
	History(ctx context.Context, startupID string) ([]assessment.Assessment, error)
	// Classified streams every startup by id with its last signed assessment; an
	// error ends the sequence.
	Classified(ctx context.Context) iter.Seq2[assessment.Classified, error]
	// Ping reports whether the store answers.
	Ping(ctx context.Context) error
}
