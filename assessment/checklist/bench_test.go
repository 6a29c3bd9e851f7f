package checklist

import (
	"fmt"
	"testing"

	"transfert/assessment"
)

// BenchmarkMissing compares the longest draft that a service is likely to have, 200
// rows in a list and ten indicators of 60 months, with as long an assessment.
func BenchmarkMissing(b *testing.B) {
	full := func(value string) Form {
		values := map[assessment.Path]string{}
		for i := range 10 {
			series := assessment.Path("indicators.series").Row(i)
			values[series.Field("name")] = fmt.Sprint("Indicateur ", i)
			for j := range 60 {
				at := series.Field("readings").Row(j)
				values[at.Field("date")], values[at.Field("value")] = fmt.Sprintf("%02d/%02d/2026", j%28+1, j%12+1), fmt.Sprint(j)
			}
		}
		for i := range 200 {
			session := assessment.Path("user_tests.sessions").Row(i)
			values[session.Field("date")] = fmt.Sprintf("%02d/%02d/%d", i%28+1, i%12+1, 2000+i)
			values[session.Field("participants")] = value
		}
		return newForm(values)
	}
	draft, earlier := full("4"), full("5")
	for b.Loop() {
		if n := len(draft.MissingFrom(earlier)); n != 200 {
			b.Fatal(n)
		}
	}
}
