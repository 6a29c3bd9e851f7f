package main

import (
	"encoding/json"
	"strings"
	"testing"

	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

func TestMigrateTellsTheVersionOfTheSchema(t *testing.T) {
	t.Setenv("DATABASE_URL", postgrestest.URL(t))
	got := transfert(t, "", "migrate")
	if got.code != 0 || !strings.Contains(got.out, "à la version") {
		t.Errorf("%+v", got)
	}
	got = transfert(t, "", "migrate", "--json")
	var m postgres.Migration
	if err := json.Unmarshal([]byte(got.out), &m); err != nil || m.Version == 0 || m.Applied == nil {
		t.Errorf("%v: %+v", err, got)
	}
}

func TestADatabaseThatDoesNotAnswer(t *testing.T) {
	for _, test := range []struct{ name, url, want string }{
		{"is not there", "postgres:///transfert?host=/nowhere", "ne répond pas"},
		{"has no address", "postgres://%", "ne convient pas"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("DATABASE_URL", test.url)
			if got := transfert(t, "", "migrate"); got.code != exitFailed || !strings.Contains(got.err, test.want) {
				t.Errorf("%+v", got)
			}
		})
	}
}
