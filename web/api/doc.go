// Package api is the open data of transfert: what is published, as JSON, without a
// session. Its routes and the OpenAPI document that describes them
// come from the same operations, so that neither says what the other does not do.
package api
