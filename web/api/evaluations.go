package api

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"transfert/assessment"
	"transfert/web/download"
)

// Marks are what beta.gouv.fr reads of one startup, in percent by the title of the
// criterion.
type Marks struct {
	Completion map[string]int `json:"completion"` // how much of it is answered
	Conformity map[string]int `json:"conformity"` // how much of it is fulfilled
}

// Evaluations streams, in the shape that the build of beta.gouv.fr's site reads, the
// marks of every startup that has something in force, by ghid. That build breaks on
// anything else: the answer is always 200 and an object, which ends early where the
// store fails, empty where it fails at once. The log tells.
func (a *API) Evaluations(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "public, max-age=60")
	if r.Method == http.MethodHead {
		return
	}
	err := a.Downloads.Send(w, r, func(http.Header) {}, a.writeEvaluations)
	if errors.Is(err, download.ErrFull) {
		_, _ = io.WriteString(w, "{}\n") // an error means that the client has left
	}
	if err != nil {
		a.Log.Error("evaluations cut short", "error", err)
	}
}

func (a *API) writeEvaluations(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w) // keeps the first error for its end
	_ = out.WriteByte('{')
	separator, today := "", a.today()
	for c, err := range a.Store.Classified(ctx, assessment.Filter{Published: true, Withdrawn: true}, today) {
		if err != nil {
			a.Log.Error("evaluations cut short", "error", err)
			break
		}
		id, _ := json.Marshal(c.Startup.ID) // texts and numbers always are JSON
		marks, _ := json.Marshal(a.marks(c, today))
		_, _ = out.WriteString(separator + string(id) + ":" + string(marks))
		separator = ",\n"
	}
	_, _ = out.WriteString("}\n")
	return out.Flush()
}

// marks are those of the facts that are in force, judged on a day: what has lapsed since
// the signature no longer counts. A verdict stays what it was when its grid is gone.
func (a *API) marks(c assessment.Classified, day assessment.Date) Marks {
	verdict := c.Assessment.Verdict
	grid, known := a.Grids.Version(verdict.Grid)
	if known {
		verdict = assessment.Evaluate(grid, c.Assessment.Facts, day)
	}
	m := Marks{map[string]int{}, map[string]int{}}
	for _, criterion := range verdict.Criteria {
		label := grid.Criterion(criterion.ID).Title
		if label == "" {
			label = string(criterion.ID)
		}
		m.Completion[label], m.Conformity[label] = completion(criterion), conformity(criterion)
	}
	return m
}

// completion is the share of the criterion's conditions that are established. A no has
// no conditions and is complete; a missing answer is not.
func completion(c assessment.CriterionVerdict) int {
	if len(c.Conditions) == 0 {
		if c.Status == assessment.StatusUnknown {
			return 0
		}
		return 100
	}
	return 100 - share(c.Conditions, assessment.StatusUnknown)
}

// conformity is 100 for what is met, 0 for what is not, and between them the share
// of the criterion's conditions that are met.
func conformity(c assessment.CriterionVerdict) int {
	switch c.Status {
	case assessment.Met:
		return 100
	case assessment.NotMet:
		return 0
	}
	return share(c.Conditions, assessment.Met)
}

// share is the part of the conditions that have a status, in whole percent, cut.
func share(conditions []assessment.Condition, status assessment.Status) int {
	n := 0
	for _, c := range conditions {
		if c.Status == status {
			n++
		}
	}
	return n * 100 / max(len(conditions), 1)
}
