package assessment

// Work is what waits for a person, the most urgent first in each list. A list
// holds the first [WorkSize] of what there is.
type Work struct {
	Disagreeing []Task // in force, and the catalogue speaks against it

	Drafts    []Task // open drafts, the one that was left for longest first
	Contested []Task // signed, contested by the administration: to correct or to decide
	SentBack  []Task // sent back by the programme, no draft was signed since
	ToReview  []Task // signed, without an answer
	ToDecide  []Task // countersigned or tacitly agreed
	Lapsing   []Task // in force, lapsed or about to
}

// WorkSize is how many tasks of a kind are shown.
const WorkSize = 50

// LapsesSoon is how long before its end a classification is on the work list.
const LapsesSoon Months = 3

// Task is one thing to do about a startup.
type Task struct {
	StartupID      string
	StartupName    string
	AssessmentID   int64  // 0 for a startup without a signed one
	Author         string // who did last what makes it wait
	Classification Classification
	Since          Date // when it began to wait
	Until          Date // the last day for it, not given where there is none
	LookOn         Date // the day of [Entry.LookOn], where it is due for a look
	Disagreement   Disagreement
}
