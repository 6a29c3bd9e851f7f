package page

import (
	"net/url"
	"strconv"
)

// The addresses of pages that a breadcrumb or the menu leads to.
const (
	startupsPath   = "/startups"
	workPath       = "/a-faire"
	statisticsPath = "/statistiques"
	FollowUpPath   = "/a-suivre"
	AccountsPath   = "/administration/comptes"
	AuditPath      = "/administration/journal"
	APIPath        = "/api/docs"
)

// AccountPath is the address of an account's page.
func AccountPath(id int64) string { return AccountsPath + "/" + strconv.FormatInt(id, 10) }

// StartupPath is the address of a startup's page; ids hold dots and accents.
func StartupPath(startupID string) string { return startupsPath + "/" + url.PathEscape(startupID) }

// RegisterPath is the address of a startup's register.
func RegisterPath(startupID string) string { return StartupPath(startupID) + "/registre" }

// CalendarPath is the address of the calendar of what is due of a startup.
func CalendarPath(startupID string) string { return StartupPath(startupID) + "/calendrier.ics" }

// BadgePath is the address of a startup's badge.
func BadgePath(startupID string) string { return StartupPath(startupID) + "/badge.svg" }

// DraftPath is the address of a startup's draft.
func DraftPath(startupID string) string { return StartupPath(startupID) + "/evaluation" }

// NewDraftPath is where a new draft of a startup begins, though the last signed
// assessment still waits for a decision.
func NewDraftPath(startupID string) string { return DraftPath(startupID) + "?nouvelle" }

// ImportPath is the address of the page that imports facts into a startup's draft.
func ImportPath(startupID string) string { return DraftPath(startupID) + "/import" }

// SignaturePath is the address of the page that signs a startup's draft.
func SignaturePath(startupID string) string { return DraftPath(startupID) + "/signature" }

// DraftWhatIfPath is the address of the what-if of a startup's draft.
func DraftWhatIfPath(startupID string) string { return DraftPath(startupID) + "/et-si" }

// AssessmentPath is the address of a signed assessment.
func AssessmentPath(id int64) string { return "/evaluations/" + strconv.FormatInt(id, 10) }

// WhatIfPath is the address of the what-if of a signed assessment.
func WhatIfPath(id int64) string { return AssessmentPath(id) + "/et-si" }

// ReviewPath is where the administration's answer to an assessment is sent.
func ReviewPath(id int64) string { return AssessmentPath(id) + "/avis" }

// DecisionPath is where a decision on an assessment is sent.
func DecisionPath(id int64) string { return AssessmentPath(id) + "/decision" }

// ReturnPath is where an assessment is sent back.
func ReturnPath(id int64) string { return AssessmentPath(id) + "/renvoi" }
