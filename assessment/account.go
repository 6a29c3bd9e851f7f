package assessment

import (
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Role is what an account is there for.
type Role string

// The roles (docs/rules.md, who may do what). A person who is not signed in is a visitor.
const (
	Visitor        Role = ""
	Coach          Role = "coach"
	Administration Role = "administration"
	Programme      Role = "programme"
)

// Roles returns the roles that an account may have.
func Roles() []Role { return []Role{Coach, Administration, Programme} }

// Account is a person who may sign in; the zero account is a visitor. Accounts
// are disabled, never deleted: what their owners did keeps its author.
type Account struct {
	ID         int64     `json:"id"`
	Email      string    `json:"email"` // in lower case, one account each
	Name       string    `json:"name"`
	Role       Role      `json:"role"`
	Scope      []string  `json:"scope"` // ids of incubators (coach) or of sponsor organisations (administration)
	DisabledAt time.Time `json:"disabled_at,omitzero"`
	Issuer     string    `json:"issuer,omitempty"`  // the provider of the identity that it is bound to, "" for none
	Subject    string    `json:"subject,omitempty"` // that identity at this provider
	EndedAt    time.Time `json:"-"`                 // sessions that began before are over
	CreatedAt  time.Time `json:"created_at"`
	Revision   int       `json:"revision"` // counts the changes, so that nobody overwrites another unseen
}

// Identity is a person as a provider knows them (OpenID Connect Core 1.0, section 5.7):
// Issuer and Subject name the person for ever, the e-mail may change.
type Identity struct{ Issuer, Subject, Email string }

// Bound reports whether the account is bound to an identity.
func (a Account) Bound() bool { return a.Subject != "" }

// Identifies reports whether the account is bound to this identity.
func (a Account) Identifies(who Identity) bool {
	return a.Bound() && a.Issuer == who.Issuer && a.Subject == who.Subject
}

// Active reports whether its owner may sign in.
func (a Account) Active() bool { return a.ID != 0 && a.DisabledAt.IsZero() }

// Covers reports whether a startup is in the account's scope: it has one of the
// coach's incubators, or one of the administration's organisations as a sponsor.
// The programme's scope is everything.
func (a Account) Covers(s Startup) bool {
	switch a.Role {
	case Coach:
		return slices.ContainsFunc(s.Incubators, func(i Incubator) bool { return slices.Contains(a.Scope, i.ID) })
	case Administration:
		return slices.ContainsFunc(s.Sponsors, func(o Organisation) bool { return slices.Contains(a.Scope, o.ID) })
	case Programme:
		return true
	}
	return false
}

// What an account may hold, in characters and in ids.
const (
	maxEmail = 254 // RFC 5321, section 4.5.3.1.3, without the brackets
	maxName  = 200
	maxScope = 500
)

// Normal returns the account as it is kept: spaces around texts taken away, the
// e-mail in lower case, the scope sorted and each id once, none for the programme.
func (a Account) Normal() Account {
	a.Email = strings.ToLower(strings.TrimSpace(a.Email))
	a.Name = strings.TrimSpace(a.Name)
	a.Scope = slices.Clone(a.Scope)
	slices.Sort(a.Scope)
	a.Scope = slices.Compact(a.Scope)
	if a.Role == Programme || a.Scope == nil {
		a.Scope = []string{}
	}
	return a
}

// Check says what keeps an account from being kept, field by field.
func (a Account) Check() error {
	var errs FieldErrors
	if parsed, err := mail.ParseAddress(a.Email); err != nil || parsed.Address != a.Email || len(a.Email) > maxEmail {
		errs = append(errs, FieldError{"email", "Indiquez une adresse électronique, comme camille.durand@exemple.gouv.fr."})
	}
	if a.Name == "" || utf8.RuneCountInString(a.Name) > maxName || hasControl(a.Name) {
		errs = append(errs, FieldError{"name", "Indiquez le prénom et le nom, en 200 caractères au plus."})
	}
	if !slices.Contains(Roles(), a.Role) {
		errs = append(errs, FieldError{"role", "Choisissez un rôle."})
	}
	if (a.Role == Coach || a.Role == Administration) && len(a.Scope) == 0 {
		errs = append(errs, FieldError{"scope", "Choisissez au moins un élément du périmètre."})
	}
	if len(a.Scope) > maxScope {
		errs = append(errs, FieldError{"scope", "Le périmètre compte 500 éléments au plus."})
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// hasControl reports whether a text holds a control character or is not UTF-8.
func hasControl(s string) bool {
	return !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

// The accounts of the demonstration, one of each role. No provider of identities
// vouches for such an address (RFC 2606, section 2).
const (
	DemonstrationCoach          = "coach@demonstration.invalid"
	DemonstrationAdministration = "administration@demonstration.invalid"
	DemonstrationProgramme      = "programme@demonstration.invalid"
)

// Demonstration reports whether an e-mail is that of a demonstration account.
func Demonstration(email string) bool {
	return slices.Contains([]string{DemonstrationCoach, DemonstrationAdministration, DemonstrationProgramme}, email)
}
