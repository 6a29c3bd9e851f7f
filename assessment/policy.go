package assessment

// Right is something that a person may do to a subject or not.
type Right string

// The rights (docs/rules.md, who may do what).
const (
	ReadPublic     Right = "read-public"     // the page, the portfolio, what is published; simulate
	ReadWork       Right = "read-work"       // one’s own work list
	WriteDraft     Right = "write-draft"     // open, read, fill and sign the assessment of a startup
	ReadAssessment Right = "read-assessment" // a signed assessment
	WriteReview    Right = "write-review"    // countersign or contest a signed assessment
	Decide         Right = "decide"          // publish a classification, or send an assessment back
	Administer     Right = "administer"      // accounts, scopes, the audit trail, the programme’s lists
)

// Subject is what a right is about; it is zero for what is about no startup.
type Subject struct {
	Startup   Startup
	Published bool // the assessment in question has been decided
}

// Permit reports whether a person has a right over a subject, and if not why:
// [ErrSignedOut] to a visitor, [ErrNotFound] where whether the subject exists is
// itself private, [Denial] otherwise. Disabled accounts are visitors.
func Permit(who Account, right Right, on Subject) error {
	if !who.Active() {
		who = Account{}
	}
	switch right {
	case ReadPublic:
		return nil
	case ReadWork:
		return signedIn(who)
	case Administer:
		return only(who, Programme, "Cette page est réservée à l’équipe du programme.")
	case WriteDraft:
		return permitDraft(who, on)
	}
	if !on.Published {
		if err := signedIn(who); err != nil {
			return err
		}
		if !who.Covers(on.Startup) {
			return ErrNotFound
		}
	}
	switch right {
	case ReadAssessment:
		return nil
	case WriteReview:
		return permitReview(who, on)
	case Decide:
		return only(who, Programme, "Seule l’équipe du programme décide du classement qui est publié.")
	}
	return Denial{"Cette action n’existe pas."}
}

func signedIn(who Account) error {
	if who.Role == Visitor {
		return ErrSignedOut
	}
	return nil
}

func only(who Account, role Role, reason string) error {
	if who.Role != role && who.Role != Visitor {
		return Denial{reason}
	}
	return signedIn(who)
}

// permitDraft keeps drafts invisible outside the coach's scope and the programme.
func permitDraft(who Account, on Subject) error {
	if err := signedIn(who); err != nil {
		return err
	}
	if who.Role == Administration || !who.Covers(on.Startup) {
		return ErrNotFound
	}
	return nil
}

func permitReview(who Account, on Subject) error {
	switch {
	case who.Role == Visitor:
		return ErrSignedOut
	case who.Role == Coach:
		return Denial{"L’avis sur une évaluation revient à l’administration porteuse du service."}
	case !who.Covers(on.Startup):
		return Denial{"Ce service n’est pas dans votre périmètre."}
	}
	return nil
}

// Denial says why a person may not do something, in a French sentence for that person.
// It is [ErrForbidden].
type Denial struct{ Reason string }

// Error gives the reason.
func (d Denial) Error() string { return d.Reason }

// Unwrap tells the kind of error.
func (d Denial) Unwrap() error { return ErrForbidden }
