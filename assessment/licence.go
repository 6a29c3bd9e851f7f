package assessment

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/github/go-spdx/v2/spdxexp/spdxlicenses"
)

// checkLicence reports what is wrong with an SPDX licence expression: its form,
// or an id that is not on the SPDX list, which the library carries (SPDX
// specification, annex on licence expressions; docs/rules.md, validation).
func checkLicence(expression string) error {
	var unknown error
	check := func(id string, _ bool) bool {
		if unknown == nil && !knownLicence(id) {
			unknown = fmt.Errorf("l’identifiant « %s » n’est pas dans la liste SPDX", id)
		}
		return true
	}
	p := licenceParser{tokens: licenceTokens(expression), accepts: check}
	if _, err := p.expression(); err != nil {
		return err
	}
	if p.at < len(p.tokens) {
		return fmt.Errorf("« %s » n’est pas à sa place", p.tokens[p.at])
	}
	return unknown
}

// licenceAccepted reports whether the accepted ids satisfy an expression that
// is valid (docs/rules.md, open_source).
func licenceAccepted(expression string, accepted []string) bool {
	p := licenceParser{tokens: licenceTokens(expression), accepts: func(id string, orLater bool) bool {
		return idAccepted(id, orLater, accepted)
	}}
	ok, err := p.expression()
	return ok && err == nil
}

// licenceParser reads an expression by recursive descent; WITH binds tighter
// than AND, and AND tighter than OR.
type licenceParser struct {
	tokens  []string
	at      int
	accepts func(id string, orLater bool) bool
}

func licenceTokens(expression string) []string {
	return strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(expression))
}

// take consumes the next token if it is the one asked for.
func (p *licenceParser) take(token string) bool {
	if p.at < len(p.tokens) && p.tokens[p.at] == token {
		p.at++
		return true
	}
	return false
}

func (p *licenceParser) expression() (bool, error) {
	ok, err := p.conjunction()
	for err == nil && p.take("OR") {
		var other bool
		other, err = p.conjunction()
		ok = ok || other
	}
	return ok, err
}

func (p *licenceParser) conjunction() (bool, error) {
	ok, err := p.term()
	for err == nil && p.take("AND") {
		var other bool
		other, err = p.term()
		ok = ok && other
	}
	return ok, err
}

func (p *licenceParser) term() (bool, error) {
	if p.take("(") {
		ok, err := p.expression()
		if err == nil && !p.take(")") {
			err = fmt.Errorf("une parenthèse n’est pas fermée")
		}
		return ok, err
	}
	if p.at == len(p.tokens) {
		return false, fmt.Errorf("il manque un identifiant à la fin")
	}
	id, orLater := strings.CutSuffix(p.tokens[p.at], "+")
	if !licenceID.MatchString(id) || orLater && isLicenceRef(id) {
		return false, fmt.Errorf("« %s » n’est pas un identifiant", p.tokens[p.at])
	}
	p.at++
	if p.take("WITH") {
		if err := p.exception(); err != nil {
			return false, err
		}
	}
	return p.accepts(id, orLater), nil
}

func (p *licenceParser) exception() error {
	if p.at == len(p.tokens) {
		return fmt.Errorf("il manque l’exception après WITH")
	}
	id := p.tokens[p.at]
	p.at++
	if known, _ := spdxlicenses.IsException(id); !known {
		return fmt.Errorf("l’exception « %s » n’est pas dans la liste SPDX", id)
	}
	return nil
}

var (
	licenceID  = regexp.MustCompile(`^(DocumentRef-[A-Za-z0-9.-]+:LicenseRef-[A-Za-z0-9.-]+|[A-Za-z0-9.-]+)$`)
	licenceRef = regexp.MustCompile(`^(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$`)
)

func isLicenceRef(id string) bool { return licenceRef.MatchString(id) }

func knownLicence(id string) bool {
	if active, _ := spdxlicenses.IsActiveLicense(id); active {
		return true
	}
	deprecated, _ := spdxlicenses.IsDeprecatedLicense(id)
	return deprecated || isLicenceRef(id)
}

// idAccepted reports whether an id is accepted or, where later versions may be
// chosen, whether one of them is.
func idAccepted(id string, orLater bool, accepted []string) bool {
	bare, named := cutSuffixFold(id, "-or-later")
	return slices.ContainsFunc(accepted, func(a string) bool {
		return strings.EqualFold(a, id) || (orLater || named) && (laterVersion(id, a) || laterVersion(bare, a))
	})
}

func cutSuffixFold(s, suffix string) (string, bool) {
	if cut := len(s) - len(suffix); cut > 0 && strings.EqualFold(s[cut:], suffix) {
		return s[:cut], true
	}
	return s, false
}

// versioned splits an id around its version number, which has a dot: the 2 of
// BSD-2-Clause counts clauses.
var versioned = regexp.MustCompile(`^(.*?)-([0-9]+(?:\.[0-9]+)+)(-.*)?$`)

// laterVersion reports whether candidate is id or differs from it only by a
// higher version number.
func laterVersion(id, candidate string) bool {
	a, b := versioned.FindStringSubmatch(id), versioned.FindStringSubmatch(candidate)
	if a == nil || b == nil {
		return strings.EqualFold(id, candidate)
	}
	return strings.EqualFold(a[1], b[1]) && strings.EqualFold(a[3], b[3]) && compareVersions(a[2], b[2]) <= 0
}

func compareVersions(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(x, y string) int {
		m, _ := strconv.Atoi(x)
		n, _ := strconv.Atoi(y)
		return m - n
	})
}
