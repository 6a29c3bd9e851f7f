package assessment

import (
	"slices"
	"strconv"
	"strings"
)

// Path leads to a field of a facts document: its names from the top down, each name
// of a list with the index of a row, from 0, as in user_tests.sessions[2].date. The
// document as a whole is at "". It names the fields of forms and those in errors.
type Path string

// PathStep is a name of a path, with the index of a row where the name is that of a list.
type PathStep struct {
	Name  string
	Index int // −1 without one
}

// maxIndex bounds the indices of a path from outside.
const maxIndex = 9999

// ParsePath reads a path from outside, and reports whether it is one:
// names in small letters, and indices without zeros before them, up to 9999.
func ParsePath(text string) (Path, bool) {
	for name := range strings.SplitSeq(text, ".") {
		name, row, isRow := strings.Cut(name, "[")
		if name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "" {
			return "", false
		}
		digits, closed := strings.CutSuffix(row, "]")
		i, err := strconv.Atoi(digits)
		if isRow && (!closed || err != nil || i < 0 || i > maxIndex || strconv.Itoa(i) != digits) {
			return "", false
		}
	}
	return Path(text), true
}

// Field is the path of a field of what the path leads to; "" names the thing itself, as
// in a list whose rows are texts.
func (p Path) Field(name string) Path {
	if p == "" || name == "" {
		return p + Path(name)
	}
	return p + "." + Path(name)
}

// Row is the path of a row of the list that the path leads to.
func (p Path) Row(i int) Path { return p + Path("["+strconv.Itoa(i)+"]") }

// Steps are what the path is made of.
func (p Path) Steps() []PathStep {
	if p == "" {
		return nil
	}
	var steps []PathStep
	for name := range strings.SplitSeq(string(p), ".") {
		step := PathStep{name, -1}
		if list, i, isRow := Path(name).List(); isRow {
			step = PathStep{string(list), i}
		}
		steps = append(steps, step)
	}
	return steps
}

// List is the list of the row that the path leads to, and the index of the row. It is
// false where the path does not lead to a row.
func (p Path) List() (list Path, i int, isRow bool) {
	at := strings.LastIndexByte(string(p), '[')
	if at < 0 || p[len(p)-1] != ']' {
		return "", -1, false
	}
	i, err := strconv.Atoi(string(p[at+1 : len(p)-1]))
	return p[:at], i, err == nil
}

// Rows are the paths of the rows that the path goes through, the outer one first:
// a[1].b[2].c goes through a[1] and a[1].b[2].
func (p Path) Rows() []Path {
	var rows []Path
	for at, c := range p {
		if c == ']' {
			rows = append(rows, p[:at+1])
		}
	}
	return rows
}

// Part is the part of a draft that the path belongs to.
func (p Path) Part() Part {
	end := strings.IndexAny(string(p), ".[")
	if end < 0 {
		end = len(p)
	}
	if part := Part(p[:end]); slices.Contains(Parts(), part) {
		return part
	}
	return PartDates
}

// Parent is the path of what the path’s last name or index belongs to.
func (p Path) Parent() Path { return p[:max(0, strings.LastIndexAny(string(p), ".["))] }

// Within reports whether the path is another one, or lies within what that leads to.
func (p Path) Within(other Path) bool {
	_, within := p.After(other)
	return within
}

// After is what follows another path in the path, for [Path.Join]; it is false for a
// path that does not lie within the other one.
func (p Path) After(other Path) (rest Path, within bool) {
	rest, within = p, strings.HasPrefix(string(p), string(other))
	if !within || other == "" {
		return rest, within
	}
	rest = p[len(other):]
	return rest, rest == "" || rest[0] == '.' || rest[0] == '['
}

// Join is the path of what lies at a rest that [Path.After] cut off.
func (p Path) Join(rest Path) Path { return p + rest }

// Name is the last name of the path, without the index of a row.
func (p Path) Name() string {
	if list, _, isRow := p.List(); isRow {
		p = list
	}
	return string(p[strings.LastIndexByte(string(p), '.')+1:])
}
