package api

import (
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"transfert/assessment"
)

// EvaluatePath is where facts are judged. Pages of other sites may post to it.
const EvaluatePath = Prefix + "/evaluate"

func (a *API) describeEvaluate() {
	op := huma.Operation{
		OperationID: "evaluate", Method: http.MethodPost, Path: "/evaluate", Summary: "Calculer le verdict de faits",
		Description: "Juge un document de faits et répond son verdict, comme la commande «\u00a0transfert evaluate\u00a0». Rien n’est enregistré. " +
			"«\u00a0as_of\u00a0» et «\u00a0grid\u00a0» de l’adresse l’emportent sur ceux du document.",
		Parameters: []*huma.Param{asOfParameter, gridParameter},
		Errors:     []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge},
	}
	list := &huma.Schema{Type: huma.TypeArray, Items: a.schemaOf(assessment.FieldError{})}
	answersWith(&op, http.StatusUnprocessableEntity, "Les faits sont refusés\u00a0: ce qui ne va pas, champ par champ.",
		map[string]*huma.MediaType{"application/json": {Schema: list}})
	describe(a, op, a.evaluate)
	// Told after the operation is registered, the body is documented and not checked: the rules refuse it better.
	a.operations.OpenAPI().Paths[op.Path].Post.RequestBody = &huma.RequestBody{
		Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: a.factsSchema()}},
	}
}

// evaluate judges the facts of a request: docs/rules.md, facts and verdict as JSON.
func (a *API) evaluate(r *http.Request) (verdict assessment.Verdict, modified time.Time, err error) {
	override, err := a.override(r)
	if err != nil {
		return verdict, modified, err
	}
	doc, err := io.ReadAll(r.Body)
	if _, over := errors.AsType[*http.MaxBytesError](err); over {
		return verdict, modified, tooLarge
	}
	if err != nil {
		return verdict, modified, unreadable
	}
	facts, err := assessment.ParseFacts(doc, a.Grids, override)
	if invalid, ok := errors.AsType[assessment.FieldErrors](err); ok {
		return verdict, modified, refused(invalid)
	}
	if err != nil {
		return verdict, modified, err
	}
	grid, _ := a.Grids.Version(facts.Grid) // ParseFacts accepts no other
	return assessment.Evaluate(grid, facts, facts.AsOf), modified, nil
}

// override reads the options of the address.
func (a *API) override(r *http.Request) (o assessment.Override, err error) {
	query := r.URL.Query()
	if query.Has("as_of") {
		if o.AsOf, err = assessment.ParseDate(query.Get("as_of")); err != nil {
			return o, badParameter("as_of", "une date qui existe, écrite AAAA-MM-JJ, entre 2000-01-01 et 2199-12-31")
		}
	}
	if query.Has("grid") {
		if _, known := a.Grids.Version(query.Get("grid")); !known {
			return o, badParameter("grid", "une version de la grille, par exemple "+a.Grids.Newest().Version)
		}
		o.Grid = query.Get("grid")
	}
	return o, nil
}
