package openid

import (
	"fmt"
	"slices"
	"strings"
)

// levels are the levels of assurance that are compared, the lowest first: those of the
// regulation (EU) 910/2014 as ProConnect names them, each with and without a second
// factor where that differs.
var levels = []string{"eidas0", "eidas0-mfa", "eidas1", "eidas1-mfa", "eidas2", "eidas3"}

// LevelError tells that the provider knows the person less well than is asked. It is
// [ErrRefused].
type LevelError struct {
	Reached string // the acr of the ID token, "" for none
	Least   string // the lowest that is accepted
}

// Error names both levels.
func (e LevelError) Error() string {
	return fmt.Sprintf("%v: acr %q where %q is the least", ErrRefused, e.Reached, e.Least)
}

// Unwrap returns [ErrRefused].
func (e LevelError) Unwrap() error { return ErrRefused }

// checkLevel returns a [LevelError] for a level that the setting does not accept: one
// below the lowest level of the setting, or one that is not compared and not named there.
func checkLevel(setting, reached string) error {
	named := strings.Fields(setting)
	if len(named) == 0 || slices.Contains(named, reached) {
		return nil
	}
	least := slices.IndexFunc(levels, func(level string) bool { return slices.Contains(named, level) })
	if least < 0 {
		return LevelError{Reached: reached, Least: strings.Join(named, " ")}
	}
	if slices.Index(levels, reached) < least {
		return LevelError{Reached: reached, Least: levels[least]}
	}
	return nil
}
