package main

import (
	"slices"

	"transfert/assessment"
)

// situation is what became of one fictional service: its signed assessments,
// oldest first, and its open draft if it has one.
type situation struct {
	startup string
	signed  []occasion
	draft   *occasion
}

// occasion is one assessment: how many days before today its as-of date is, how
// many people could use the service, how its facts differ from sound ones, and what
// was done with it once signed.
type occasion struct {
	daysAgo    int
	population int64
	changes    []change
	then       []act
}

type change func(*assessment.Facts)

// day is its as-of date, on which it is signed too.
func (o occasion) day(today assessment.Date) assessment.Date { return today.AddDays(-o.daysAgo) }

// facts are those of the occasion, after what was signed before it.
func (o occasion) facts(startup string, today assessment.Date, before assessment.Facts) assessment.Facts {
	facts := soundFacts(startup, o.day(today), o.population)
	for _, apply := range o.changes {
		apply(&facts)
	}
	return since(before, facts)
}

// since adds to earlier facts what is later in others.
func since(before, facts assessment.Facts) assessment.Facts {
	later := func(d assessment.Date) bool { return d.After(before.AsOf) }
	facts.Adoption.Measures = append(slices.Clone(before.Adoption.Measures),
		slices.DeleteFunc(facts.Adoption.Measures, func(m assessment.Measure) bool { return !later(m.Date) })...)
	for i := range before.Indicators.Series {
		series := &facts.Indicators.Series[i]
		series.Readings = append(slices.Clone(before.Indicators.Series[i].Readings),
			slices.DeleteFunc(series.Readings, func(r assessment.Reading) bool { return !later(r.Date) })...)
	}
	facts.UserTests.Sessions = append(slices.Clone(before.UserTests.Sessions),
		slices.DeleteFunc(facts.UserTests.Sessions, func(s assessment.Session) bool { return !later(s.Date) })...)
	facts.Evolutions.Releases = append(slices.Clone(before.Evolutions.Releases),
		slices.DeleteFunc(facts.Evolutions.Releases, func(r assessment.Release) bool { return !later(r.Date) })...)
	facts.Communication.Actions = append(slices.Clone(before.Communication.Actions),
		slices.DeleteFunc(facts.Communication.Actions, func(a assessment.Action) bool { return !later(a.Date) })...)
	return facts
}

// demoSituations are all that can become of a service, each at any date.
var demoSituations = []situation{
	{startup: "carnet-de-quai", signed: []occasion{ // « Réalisations », solid
		{daysAgo: 12, population: 31_000, then: []act{countersigned(5), decided(7)}}}},
	{startup: "phare.ouvert", signed: []occasion{ // « Réalisations » that lapses within a month unless one test is added: to be renewed
		{daysAgo: 95, population: 8_200, changes: []change{testsEndIn(110), dedicated("GIP")}, then: []act{countersigned(3), decided(4)}}}},
	{startup: "bois-clair", signed: []occasion{ // « à reconfirmer »
		{daysAgo: 180, population: 54_000, changes: []change{handedOver}, then: []act{countersigned(10), decided(14)}}}},
	{startup: "mes-marees", signed: []occasion{ // « Partenariats passés » by one criterion, which is contested
		{daysAgo: 20, population: 120_000, changes: []change{closedSource}, then: []act{contested(6)}}}},
	{startup: "guichet-des-lavoirs", signed: []occasion{ // « Partenariats passés » by several criteria, agreed tacitly
		{daysAgo: 30, population: 3_400, changes: []change{fewUsers, worsening, idle, silent, handedOver}, then: []act{decided(20)}}}},
	{startup: "signal-sentier", signed: []occasion{ // « Non établi », of which anything can still come: an answer is awaited
		{daysAgo: 5, population: 15_000, changes: []change{barelyKnown, undecided}}}},
	{startup: "relais-moulin", signed: []occasion{ // another classification is published than the computed one
		{daysAgo: 40, population: 1_900, changes: []change{dedicated("SCIC")}, then: []act{countersigned(8), overridden(12)}}}},
	{startup: "carte-des-sources", signed: []occasion{ // it has recovered between two assessments
		{daysAgo: 430, population: 600_000, changes: []change{testsEndIn(-40), fewUsers, undecided}, then: []act{countersigned(9), decided(15)}},
		{daysAgo: 45, population: 640_000, changes: []change{dedicated("SAS")}, then: []act{countersigned(5), decided(9)}}}},
	{startup: "conte-ton-quartier", signed: []occasion{ // sent back, with a draft to correct
		{daysAgo: 25, population: 22_000, changes: []change{notAdopted, dedicated("SCN")}, then: []act{sentBack(6)}}}},
	{startup: "archives-au-clair", // decided, and to be assessed again
		signed: []occasion{{daysAgo: 75, population: 34_800, changes: []change{dedicated("other")}, then: []act{countersigned(6), decided(8)}}},
		draft:  &occasion{daysAgo: 1, population: 34_900, changes: []change{dedicated("other"), silent}}},
	{startup: "coup-de-pouce-potager", // begun, never signed
		draft: &occasion{daysAgo: 2, population: 9_000, changes: []change{barelyKnown, undecided}}},
	{startup: "velo-des-neiges", signed: []occasion{ // regularity is judged from its recent transfer; a decision is awaited
		{daysAgo: 3, population: 44_000, changes: []change{recentlyTransferred}, then: []act{countersigned(1)}}}},
	{startup: demoWithdrawn, signed: []occasion{ // decided, and corrected since
		{daysAgo: 150, population: 12_000, changes: []change{idle, handedOver}, then: []act{decided(20), corrected(30)}}}},
}

// testsEndIn moves the tests so that what they cover ends so many days after the
// as-of date.
func testsEndIn(days int) change {
	return func(f *assessment.Facts) {
		f.UserTests.Sessions = testSessions(f.AsOf.AddDays(days).AddMonths(-4), f.OpenSource.RepositoryURL)
	}
}

func dedicated(form string) change {
	return func(f *assessment.Facts) {
		f.Trajectory = assessment.Trajectory{Kind: "dedicated-structure", LegalForm: form,
			Host: "Structure portée par les communes", EffectiveOn: f.AsOf.AddMonths(4)}
	}
}

func handedOver(f *assessment.Facts) {
	f.Trajectory = assessment.Trajectory{Kind: "maintenance-handover", Host: "Direction du numérique", EffectiveOn: f.AsOf.AddMonths(-6)}
}

func undecided(f *assessment.Facts) {
	f.Trajectory = assessment.Trajectory{Kind: assessment.Undecided, Comment: "Deux directions sont encore candidates."}
}

func closedSource(f *assessment.Facts) {
	f.OpenSource.Licence = "CC-BY-NC-4.0"
	f.OpenSource.Comment = "Le changement de licence est demandé au prestataire."
}

func fewUsers(f *assessment.Facts) {
	for i, m := range f.Adoption.Measures {
		f.Adoption.Measures[i].Users = m.Users / 3
	}
}

func worsening(f *assessment.Facts) {
	for i := range f.Indicators.Series {
		readings := f.Indicators.Series[i].Readings
		first, last := &readings[0], &readings[len(readings)-1]
		first.Value, last.Value = last.Value, first.Value
	}
}

func idle(f *assessment.Facts) {
	f.Evolutions.Releases = []assessment.Release{
		{Date: f.AsOf.AddMonths(-14), Summary: "Dernière version avant le départ de l’équipe"},
	}
}

func silent(f *assessment.Facts) {
	f.Communication.Statement = assessment.Statement{Answer: assessment.No, Comment: "Plus personne n’en est chargé."}
}

func notAdopted(f *assessment.Facts) {
	f.Adoption.Answer = assessment.No
	f.Adoption.Comment = "Le déploiement s’est arrêté à deux départements."
}

func barelyKnown(f *assessment.Facts) {
	unknown := assessment.Statement{Answer: assessment.Unknown}
	f.Adoption = assessment.AdoptionFacts{Statement: unknown}
	f.Indicators = assessment.IndicatorsFacts{Statement: unknown}
	f.Evolutions = assessment.EvolutionsFacts{Statement: unknown}
	f.Communication = assessment.CommunicationFacts{}
}

func recentlyTransferred(f *assessment.Facts) {
	f.ObservedSince = f.AsOf.AddMonths(-2)
	f.UserTests.Sessions = f.UserTests.Sessions[3:]
	f.Evolutions.Releases = f.Evolutions.Releases[2:]
	f.Trajectory.EffectiveOn = f.ObservedSince
}
