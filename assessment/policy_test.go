package assessment_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"transfert/assessment"
)

// policy is who may do what (docs/rules.md), a line for each right: what a visitor,
// a coach, an administration and the programme are answered, inside their scope
// and outside. "ok" is yes, "sign in" a page that asks for it, "404" and "403"
// a refusal with and without hiding the subject.
const policy = `
                              visitor  coach:in  coach:out  administration:in  administration:out  programme
read-public                   ok       ok        ok         ok                 ok                  ok
read-work                     sign-in  ok        ok         ok                 ok                  ok
administer                    sign-in  403       403        403                403                 ok
write-draft                   sign-in  ok        404        404                404                 ok
read-assessment               sign-in  ok        404        ok                 404                 ok
write-review                  sign-in  403       404        ok                 404                 ok
decide                        sign-in  403       404        403                404                 ok
read-assessment:published     ok       ok        ok         ok                 ok                  ok
write-review:published        sign-in  403       403        ok                 403                 ok
decide:published              sign-in  403       403        403                403                 ok
`

var policySubject = assessment.Startup{
	ID:         "pix",
	Incubators: []assessment.Incubator{{ID: "men"}, {ID: "dinum"}},
	Sponsors:   []assessment.Organisation{{ID: "menj"}},
}

// people are accounts by role and, for those who have one, whether the subject is
// in their scope.
var people = map[string]assessment.Account{
	"visitor":            {},
	"coach:in":           {ID: 1, Role: assessment.Coach, Scope: []string{"other", "dinum"}},
	"coach:out":          {ID: 2, Role: assessment.Coach, Scope: []string{"menj", "other"}},
	"administration:in":  {ID: 3, Role: assessment.Administration, Scope: []string{"menj"}},
	"administration:out": {ID: 4, Role: assessment.Administration, Scope: []string{"men"}},
	"programme":          {ID: 5, Role: assessment.Programme},
}

func TestWhoMayDoWhat(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(policy), "\n")
	columns := strings.Fields(lines[0])
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		right, published := strings.CutSuffix(cells[0], ":published")
		subject := assessment.Subject{Startup: policySubject, Published: published}
		for i, person := range columns {
			t.Run(fmt.Sprintf("%s by %s", cells[0], person), func(t *testing.T) {
				got := answerTo(assessment.Permit(people[person], assessment.Right(right), subject))
				if got != cells[i+1] {
					t.Errorf("got %s, want %s", got, cells[i+1])
				}
			})
		}
	}
}

func answerTo(err error) string {
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, assessment.ErrSignedOut):
		return "sign-in"
	case errors.Is(err, assessment.ErrNotFound):
		return "404"
	case errors.Is(err, assessment.ErrForbidden) && err.Error() != "":
		return "403"
	}
	return err.Error()
}

func TestADisabledAccountIsAVisitor(t *testing.T) {
	disabled := people["programme"]
	disabled.DisabledAt = time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)
	if err := assessment.Permit(disabled, assessment.Administer, assessment.Subject{}); !errors.Is(err, assessment.ErrSignedOut) {
		t.Errorf("got %v", err)
	}
}

func TestAnUnknownRightIsRefusedToEverybody(t *testing.T) {
	for person, account := range people {
		if assessment.Permit(account, "fly", assessment.Subject{Startup: policySubject, Published: true}) == nil {
			t.Errorf("%s may", person)
		}
	}
}

func TestWhatAnAccountMustHold(t *testing.T) {
	sound := assessment.Account{Email: "camille.durand@exemple.gouv.fr", Name: "Camille Durand", Role: assessment.Coach, Scope: []string{"dinum"}}
	for _, test := range []struct {
		name   string
		change func(*assessment.Account)
		field  assessment.Path // that is refused, "" for none
	}{
		{"a sound account", func(*assessment.Account) {}, ""},
		{"an e-mail without an at sign", func(a *assessment.Account) { a.Email = "camille.durand" }, "email"},
		{"an e-mail with a name around it", func(a *assessment.Account) { a.Email = "Camille <c@exemple.fr>" }, "email"},
		{"an e-mail that is too long", func(a *assessment.Account) { a.Email = strings.Repeat("a", 250) + "@exemple.fr" }, "email"},
		{"no name", func(a *assessment.Account) { a.Name = "" }, "name"},
		{"a name on two lines", func(a *assessment.Account) { a.Name = "Camille\nDurand" }, "name"},
		{"a name of 201 characters", func(a *assessment.Account) { a.Name = strings.Repeat("é", 201) }, "name"},
		{"a role that is none", func(a *assessment.Account) { a.Role = "admin" }, "role"},
		{"a coach without a scope", func(a *assessment.Account) { a.Scope = nil }, "scope"},
		{"an administration without a scope", func(a *assessment.Account) { a.Role, a.Scope = assessment.Administration, nil }, "scope"},
		{"the programme without a scope", func(a *assessment.Account) { a.Role, a.Scope = assessment.Programme, nil }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			account := sound
			test.change(&account)
			err := account.Check()
			errs, _ := errors.AsType[assessment.FieldErrors](err)
			if test.field == "" && err != nil || test.field != "" && errs.Message(test.field) == "" {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAnAccountIsKeptInItsNormalForm(t *testing.T) {
	got := assessment.Account{Email: " Camille@Exemple.FR ", Name: " Camille ", Role: assessment.Coach, Scope: []string{"b", "a", "b"}}.Normal()
	if got.Email != "camille@exemple.fr" || got.Name != "Camille" || fmt.Sprint(got.Scope) != "[a b]" {
		t.Errorf("got %+v", got)
	}
	got.Role = assessment.Programme
	if scope := got.Normal().Scope; scope == nil || len(scope) != 0 {
		t.Errorf("the programme has the scope %v", scope)
	}
}
