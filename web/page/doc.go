// Package page is the pages of transfert: one file each, with the data it shows as the
// receiver of its template. A constructor makes each page whole, of its [Reader] and of
// values of the domain. The package knows nothing of HTTP.
package page
