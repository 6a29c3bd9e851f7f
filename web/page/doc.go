// Package page is the pages of transfert: one file each, with the data it shows
// as the receiver of its template. It knows the domain and nothing of HTTP.
package page
