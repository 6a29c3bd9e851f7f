package api

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"transfert/assessment"
	"transfert/assessment/export"
	"transfert/assessment/query"
)

// StartupPage is one page of the portfolio.
type StartupPage struct {
	Items []export.Classification `json:"items"`
	Total int                     `json:"total" doc:"Nombre de services retenus, toutes pages confondues."`
	Page  int                     `json:"page"`
	Pages int                     `json:"pages" doc:"Nombre de pages."`
}

// ClassificationPage is what is in force on a day, some startups at a time.
type ClassificationPage struct {
	Items []export.Classification `json:"items"`
	Next  string                  `json:"next" doc:"À donner au paramètre «\u00a0apres\u00a0» pour lire la suite\u00a0; vide à la fin."`
}

// Startup is all that is published of one startup.
type Startup struct {
	export.Classification
	Verdict *assessment.Verdict `json:"verdict,omitempty" doc:"Le verdict calculé à la signature de l’évaluation en vigueur ; absent s’il n’y en a pas."`
	Facts   *assessment.Facts   `json:"facts,omitempty" doc:"Les faits de cette évaluation, sans commentaires ni noms de personnes."`
}

// classificationsPage is how many startups a page of classifications holds.
const classificationsPage = 500

func (a *API) describeStartups() {
	describe(a, huma.Operation{
		OperationID: "listStartups", Path: "/startups", Summary: "Les services du catalogue",
		Description: "Les services retenus par les filtres, par ordre alphabétique, " + strconv.Itoa(assessment.PageSize) +
			" par page, chacun avec ce qui est en vigueur ce jour-là. " +
			"Les filtres sont ceux de la page /startups\u00a0; sans «\u00a0phase\u00a0», toutes les phases sont retenues.",
		Parameters: append(filterParameters(), pageParameter, dayParameter), Errors: []int{http.StatusBadRequest},
	}, a.startups)
	describe(a, huma.Operation{
		OperationID: "listClassifications", Path: "/classifications", Summary: "Les classements en vigueur un jour donné",
		Description: "Les services qui ont un classement en vigueur ce jour-là, y compris ceux qui ont quitté le catalogue, par identifiant, " +
			strconv.Itoa(classificationsPage) + " par page.",
		Parameters: []*huma.Param{dayParameter, afterParameter}, Errors: []int{http.StatusBadRequest},
	}, a.classifications)
	describe(a, huma.Operation{
		OperationID: "readStartup", Path: "/startups/{ghid}", Summary: "Un service, son verdict et ses faits",
		Description: "Ce qui est en vigueur d’un service, avec le verdict et les faits de l’évaluation qui l’établit, s’il y en a une.",
		Parameters:  []*huma.Param{ghidParameter, dayParameter}, Errors: []int{http.StatusBadRequest, http.StatusNotFound},
	}, a.startup)
	describe(a, huma.Operation{
		OperationID: "readRegister", Path: "/startups/{ghid}/register", Summary: "Le registre d’un service",
		Description: "Toutes les décisions prises sur un service, la dernière d’abord. Une correction est une nouvelle inscription.",
		Parameters:  []*huma.Param{ghidParameter, dayParameter}, Errors: []int{http.StatusBadRequest, http.StatusNotFound},
	}, a.register)
}

func (a *API) startups(r *http.Request) (page StartupPage, modified time.Time, err error) {
	values := r.URL.Query()
	page.Page = 1
	if given := values.Get("page"); given != "" {
		if page.Page, err = strconv.Atoi(given); err != nil || page.Page < 1 {
			return page, modified, badParameter("page", "un nombre entier à partir de 1")
		}
	}
	selected, err := query.Filter(values)
	if err != nil {
		return page, modified, badFilter
	}
	today, err := a.day(r)
	if err != nil {
		return page, modified, err
	}
	list, err := a.Store.Startups(r.Context(), assessment.StartupQuery{Filter: selected, Page: page.Page, Today: today})
	if err != nil {
		return page, modified, err
	}
	page.Total, page.Pages = list.Total, list.Pages()
	page.Items = make([]export.Classification, len(list.Items))
	for i, c := range list.Items {
		page.Items[i] = export.DocumentOf(c, today)
	}
	return page, modified, nil
}

func (a *API) classifications(r *http.Request) (page ClassificationPage, modified time.Time, err error) {
	page.Items = []export.Classification{}
	day, err := a.day(r)
	if err != nil {
		return page, modified, err
	}
	inForce := assessment.Filter{Published: true, Withdrawn: true, After: identifier(r.URL.Query().Get("apres"))}
	for c, err := range a.Store.Classified(r.Context(), inForce, day) {
		if err != nil {
			return page, modified, err
		}
		if len(page.Items) == classificationsPage {
			page.Next = page.Items[classificationsPage-1].ID
			break
		}
		page.Items = append(page.Items, export.DocumentOf(c, day))
	}
	return page, modified, nil
}

// identifier is a text that PostgreSQL can compare.
func identifier(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
}

// startup is the document of one startup. It changes with decisions, with the days and
// with imports, whose time is not known: between two midnights the ETag alone tells.
func (a *API) startup(r *http.Request) (doc Startup, modified time.Time, err error) {
	day, err := a.day(r)
	if err != nil {
		return doc, modified, err
	}
	startup, files, err := a.history(r)
	if err != nil {
		return doc, modified, err
	}
	file, entry, ok := assessment.InForce(files, day)
	file = file.Public()
	doc.Classification = export.DocumentOf(assessment.Classified{Startup: startup, Entry: entry, Assessment: file.Assessment}, day)
	if ok {
		doc.Verdict, doc.Facts = &file.Assessment.Verdict, &file.Assessment.Facts
	}
	now := a.Now()
	modified = time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	if entry.At.After(modified) {
		modified = entry.At
	}
	return doc, modified, nil
}

// history is the startup of the address, which may be a former id, with its signed
// assessments.
func (a *API) history(r *http.Request) (assessment.Startup, []assessment.Record, error) {
	id := identifier(segment(r, "ghid"))
	startup, err := a.Store.Startup(r.Context(), id)
	if errors.Is(err, assessment.ErrNotFound) {
		if id, err = a.Store.Renamed(r.Context(), id); err == nil {
			startup, err = a.Store.Startup(r.Context(), id)
		}
	}
	if err != nil {
		return startup, nil, err
	}
	files, err := a.Store.History(r.Context(), startup.ID)
	return startup, files, err
}
