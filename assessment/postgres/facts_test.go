package postgres_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// A later grid judges stored facts again: nothing of them may be lost or bent.
func TestFactsComeBackExactly(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	for seed := range uint64(300) {
		name := fmt.Sprint("s", seed)
		keepStartups(t, tx, name)
		draft := draftOf(name)
		draft.Facts = randomFacts(rand.New(rand.NewPCG(seed, 0)))
		saveDraft(t, store, draft)
		read, err := store.Draft(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(read.Facts, draft.Facts) {
			t.Fatalf("seed %d\ngot  %+v\nwant %+v", seed, read.Facts, draft.Facts)
		}
	}
}

// randomFacts fills every field of facts, or leaves it out.
func randomFacts(r *rand.Rand) (facts assessment.Facts) {
	fill(r, reflect.ValueOf(&facts).Elem())
	facts.AsOf = randomDate(r) // the one date that is required
	facts.Grid = "test"
	return facts
}

// fill gives a value any content that its type allows; one in four stays empty.
func fill(r *rand.Rand, v reflect.Value) {
	if r.IntN(4) == 0 {
		return
	}
	if v.Type() == reflect.TypeFor[assessment.Date]() {
		v.Set(reflect.ValueOf(randomDate(r)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(r, v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+r.IntN(3), 4))
		for i := range v.Len() {
			fill(r, v.Index(i))
		}
	case reflect.String:
		texts := []string{"é", "e\u0301", "« 30 % »", `"\ / <&>`, "a\tb\r\nc", "\u2028\ufeff\U0001F680", "null", " "}
		v.SetString(texts[r.IntN(len(texts))])
	case reflect.Int64:
		v.SetInt(r.Int64N(1_000_000_000) + 1)
	case reflect.Float64:
		numbers := []float64{0.1, -4.1, 1 << 53, 1e21, math.MaxFloat64, math.SmallestNonzeroFloat64, math.Copysign(0, -1), r.NormFloat64()}
		v.SetFloat(numbers[r.IntN(len(numbers))])
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("no random " + v.Type().String())
	}
}

func randomDate(r *rand.Rand) assessment.Date {
	return assessment.NewDate(2000, time.January, 1).AddDays(r.IntN(200 * 365))
}
