package main

import (
	"time"

	"transfert/assessment"
)

// parisNow is the clock of the whole program: « today » is today in Paris
// (docs/rules.md, civil dates).
func parisNow() time.Time { return time.Now().In(assessment.Paris) }
