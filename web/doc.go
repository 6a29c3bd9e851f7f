// Package web shows transfert to people: routes.go is the map of the site, and
// each resource has one file of handlers, which parse, ask and render. The
// pages are in package page, what is kept behind the [Store].
package web
