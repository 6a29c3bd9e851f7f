package web

import (
	"fmt"
	"testing"

	"transfert/web/page"
)

// BenchmarkOffered compares the longest draft that a service is likely to have, 200
// rows in a list and ten indicators of 60 months, with as long an assessment.
func BenchmarkOffered(b *testing.B) {
	full := func(value string) page.Form {
		values := map[string]string{}
		for i := range 10 {
			values[page.Row("indicators.series", i)+".name"] = fmt.Sprint("Indicateur ", i)
			for j := range 60 {
				at := page.Row(page.Row("indicators.series", i)+".readings", j)
				values[at+".date"], values[at+".value"] = fmt.Sprintf("%02d/%02d/2026", j%28+1, j%12+1), fmt.Sprint(j)
			}
		}
		for i := range 200 {
			values[page.Row("user_tests.sessions", i)+".date"] = fmt.Sprintf("%02d/%02d/%d", i%28+1, i%12+1, 2000+i)
			values[page.Row("user_tests.sessions", i)+".participants"] = value
		}
		return page.NewForm(values)
	}
	draft, earlier := full("4"), full("5")
	for b.Loop() {
		if n := len(versionOf(draft).lacking(versionOf(earlier))); n != 200 {
			b.Fatal(n)
		}
	}
}
