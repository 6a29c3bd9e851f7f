package api

import (
	"encoding/json"
	"net/http"

	"transfert/assessment"
)

// problemType is the media type of [Problem].
const problemType = "application/problem+json"

// Problem says why a request has no answer (RFC 9457). Type and status are stable
// for machines; title and detail are French sentences for people.
type Problem struct {
	Type   string `json:"type" doc:"Ce qui s’est passé, sous une forme stable."`
	Title  string `json:"title" doc:"Ce qui s’est passé, pour une personne."`
	Status int    `json:"status" doc:"Le code HTTP de la réponse."`
	Detail string `json:"detail,omitempty" doc:"Ce qui permet d’y remédier."`
}

// The problems that the open data tells. Their types are URNs: there is nothing to
// fetch at them.
var (
	notPublished = Problem{"urn:transfert:not-found", "Rien n’est publié à cette adresse.", http.StatusNotFound,
		"Vérifiez l’identifiant, ou la date demandée\u00a0: un service n’a de réponse qu’à partir de sa première décision."}
	unknownAddress = Problem{"urn:transfert:unknown-address", "Cette adresse n’existe pas.", http.StatusNotFound,
		"Les adresses de l’API sont décrites à la page /api/docs."}
	wrongMethod = Problem{"urn:transfert:method-not-allowed", "Cette adresse ne peut pas être utilisée de cette façon.",
		http.StatusMethodNotAllowed, "L’API se lit avec GET. Seule /api/v1/evaluate attend POST."}
	tooLarge = Problem{"urn:transfert:too-large", "Le document dépasse deux mégaoctets.", http.StatusRequestEntityTooLarge,
		"Raccourcissez les textes les plus longs."}
	unreadable = Problem{"urn:transfert:unreadable", "Le document n’est pas arrivé entier.", http.StatusBadRequest, "Envoyez-le de nouveau."}
	tooMany    = Problem{"urn:transfert:too-many-requests", "Trop de requêtes en peu de temps.", http.StatusTooManyRequests,
		"Réessayez après le nombre de secondes que donne l’en-tête Retry-After."}
	unavailable = Problem{"urn:transfert:unavailable", "Le service ne répond pas pour l’instant.", http.StatusServiceUnavailable,
		"Réessayez après le nombre de secondes que donne l’en-tête Retry-After."}
	unexpected = Problem{"urn:transfert:unexpected", "Le service a rencontré une erreur.", http.StatusInternalServerError,
		"Réessayez dans quelques minutes."}
)

func badParameter(name, expected string) Problem {
	return Problem{"urn:transfert:bad-parameter", "Le paramètre «\u00a0" + name + "\u00a0» n’est pas valide.", http.StatusBadRequest,
		"Indiquez " + expected + "."}
}

// badFilter is the problem of words that name nothing.
var badFilter = Problem{"urn:transfert:bad-parameter", "Un des filtres de l’adresse n’existe pas.", http.StatusBadRequest,
	"Les valeurs de chaque filtre sont décrites à la page /api/docs."}

// Error is the title.
func (p Problem) Error() string { return p.Title }

// GetStatus is the status of the response.
func (p Problem) GetStatus() int { return p.Status }

// ContentType is that of the response.
func (p Problem) ContentType(string) string { return problemType }

func (p Problem) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", problemType)
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // an error means that the client has left
}

// refused is what is wrong with a facts document, field by field: the list that
// `transfert evaluate` writes.
type refused assessment.FieldErrors

// Error lists the fields.
func (r refused) Error() string { return assessment.FieldErrors(r).Error() }

// GetStatus is the status of the response.
func (refused) GetStatus() int { return http.StatusUnprocessableEntity }
