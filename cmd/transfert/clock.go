package main

import "time"

// parisNow is the clock of the whole program: « today » is today in Paris
// (docs/rules.md, civil dates).
func parisNow() time.Time { return time.Now().In(paris) }

// paris is known for sure, because main embeds the time zones.
var paris = func() *time.Location {
	location, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err)
	}
	return location
}()
