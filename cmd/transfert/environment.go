package main

import (
	"os"
	"slices"
	"strings"
	"unicode"
)

// variable is one that the program reads from the environment.
type variable struct{ name, what string }

// variables are all of them, in the order of the help.
var variables = []variable{
	{"DATABASE_URL", "base PostgreSQL à employer ; sans elle, le programme démarre la sienne"},
	{"TRANSFERT_DATA", "répertoire de cette base (par défaut ./var)"},
	{"TRANSFERT_LISTEN", "adresse d’écoute de « serve » (par défaut " + defaultListen + ")"},
	{"TRANSFERT_CONTENT", "répertoire dont la page et les grilles remplacent celles d’origine"},
	{"TMPDIR", "répertoire, ouvert en écriture, des fichiers provisoires (par défaut /tmp)"},
	{"PG_BIN", "répertoire des programmes de PostgreSQL, s’ils ne sont pas trouvés"},
	{"TRANSFERT_OIDC_ISSUER", "fournisseur d’identité OpenID Connect, par exemple ProConnect"},
	{"TRANSFERT_OIDC_CLIENT_ID", "identifiant de transfert auprès de lui"},
	{"TRANSFERT_OIDC_CLIENT_SECRET", "secret partagé avec lui"},
	{"TRANSFERT_OIDC_REDIRECT_URL", "adresse publique de retour : https://…/connexion/retour"},
	{"TRANSFERT_OIDC_SCOPES", "données demandées (par défaut « openid email given_name usual_name »)"},
	{"TRANSFERT_OIDC_ACR_VALUES", "niveau d’authentification exigé au moins (par défaut eidas1)"},
}

// checkEnvironment refuses a variable that looks like one of the program's and is none
// (docs/design.md, a mistyped variable).
func checkEnvironment() error {
	for _, set := range os.Environ() {
		name, _, _ := strings.Cut(set, "=")
		if slices.ContainsFunc(variables, func(v variable) bool { return v.name == name }) {
			continue
		}
		near, distance := nearest(name)
		if strings.HasPrefix(name, "TRANSFERT_") || distance == 1 && letters(name) >= 8 {
			return usage("la variable %s n’existe pas\u00a0; la plus proche est «\u00a0%s\u00a0»", name, near)
		}
	}
	return nil
}

// nearest is the variable of the program whose name differs least from another name, and
// by how much.
func nearest(name string) (near string, distance int) {
	for _, v := range variables {
		if d := editDistance(name, v.name); near == "" || d < distance {
			near, distance = v.name, d
		}
	}
	return near, distance
}

// letters counts those of a name.
func letters(name string) (n int) {
	for _, r := range name {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// editDistance is how many bytes have to be added, removed, replaced or swapped with the
// next one to make b of a, none of them twice (optimal string alignment).
func editDistance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			replaced := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				replaced++
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, replaced)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
