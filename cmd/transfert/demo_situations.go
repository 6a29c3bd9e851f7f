package main

import "transfert/assessment"

// situation is what became of one fictional service: its signed assessments,
// oldest first, and its open draft if it has one.
type situation struct {
	startup string
	signed  []occasion
	draft   *occasion
}

// occasion is one assessment: how many days before today its as-of date is, how
// many people could use the service, and how its facts differ from sound ones.
type occasion struct {
	daysAgo    int
	population int64
	changes    []change
}

type change func(*assessment.Facts)

func (o occasion) facts(startup string, today assessment.Date) assessment.Facts {
	facts := soundFacts(startup, today.AddDays(-o.daysAgo), o.population)
	for _, apply := range o.changes {
		apply(&facts)
	}
	return facts
}

// demoSituations are all that can become of a service, each at any date.
var demoSituations = []situation{
	{startup: "carnet-de-quai", signed: []occasion{ // « Réalisations », solid
		{daysAgo: 12, population: 31_000}}},
	{startup: "phare.ouvert", signed: []occasion{ // « Réalisations » that lapses within a month
		{daysAgo: 10, population: 8_200, changes: []change{testsEndIn(22), dedicated("GIP")}}}},
	{startup: "bois-clair", signed: []occasion{ // « à reconfirmer »
		{daysAgo: 180, population: 54_000, changes: []change{handedOver}}}},
	{startup: "mes-marees", signed: []occasion{ // « Partenariats passés » by one criterion
		{daysAgo: 20, population: 120_000, changes: []change{closedSource}}}},
	{startup: "guichet-des-lavoirs", signed: []occasion{ // « Partenariats passés » by several criteria
		{daysAgo: 30, population: 3_400, changes: []change{fewUsers, worsening, idle, silent, handedOver}}}},
	{startup: "signal-sentier", signed: []occasion{ // « Non établi », of which anything can still come
		{daysAgo: 5, population: 15_000, changes: []change{barelyKnown, undecided}}}},
	{startup: "relais-moulin", signed: []occasion{
		{daysAgo: 40, population: 1_900, changes: []change{dedicated("SCIC")}}}},
	{startup: "carte-des-sources", signed: []occasion{ // it has recovered between two assessments
		{daysAgo: 430, population: 600_000, changes: []change{testsEndIn(-40), fewUsers, undecided}},
		{daysAgo: 45, population: 640_000, changes: []change{dedicated("SAS")}}}},
	{startup: "conte-ton-quartier", signed: []occasion{
		{daysAgo: 25, population: 22_000, changes: []change{notAdopted, dedicated("SCN")}}}},
	{startup: "archives-au-clair", // assessed, and to be assessed again
		signed: []occasion{{daysAgo: 75, population: 34_800, changes: []change{dedicated("other")}}},
		draft:  &occasion{daysAgo: 1, population: 34_900, changes: []change{dedicated("other"), silent}}},
	{startup: "coup-de-pouce-potager", // begun, never signed
		draft: &occasion{daysAgo: 2, population: 9_000, changes: []change{barelyKnown, undecided}}},
	{startup: "velo-des-neiges", signed: []occasion{ // regularity is judged from its recent transfer
		{daysAgo: 3, population: 44_000, changes: []change{recentlyTransferred}}}},
	{startup: demoWithdrawn, signed: []occasion{
		{daysAgo: 150, population: 12_000, changes: []change{idle, handedOver}}}},
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
		s := &f.Indicators.Series[i]
		s.Better = assessment.Up
		for j := range s.Readings {
			s.Readings[j].Value = float64(40 - 5*j)
		}
	}
}

func idle(f *assessment.Facts) {
	f.Evolutions.Releases = []assessment.Release{
		{Date: f.AsOf.AddMonths(-14), Summary: "Dernière version avant le départ de l’équipe"},
	}
}

func silent(f *assessment.Facts) {
	f.Communication = assessment.CommunicationFacts{Statement: assessment.Statement{
		Answer: assessment.No, Comment: "Plus personne n’en est chargé."}}
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
