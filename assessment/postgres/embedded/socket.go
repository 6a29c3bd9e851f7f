package embedded

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// longestSocket is how many bytes the path of a Unix socket may have on every
// system: 108 on Linux and 104 on macOS, with the zero at the end.
const longestSocket = 103

// socketName is what PostgreSQL calls the socket of its default port.
const socketName = ".s.PGSQL.5432"

// makeSocketDir makes the directory of the socket, which nobody but the server's
// account may enter: « run » beside the cluster or, where that path is too long
// or has a comma, which separates hosts in a connection string, a temporary
// directory to which « run » is a link.
func (c cluster) makeSocketDir() (string, error) {
	run := filepath.Join(c.dir, "run")
	if old, err := os.Readlink(run); err == nil {
		os.RemoveAll(old) // of a process that was killed
	}
	if err := os.RemoveAll(run); err != nil {
		return "", err
	}
	if len(filepath.Join(run, socketName)) <= longestSocket && !strings.Contains(run, ",") {
		return run, errors.Join(os.Mkdir(run, 0o700), c.owner.give(run))
	}
	dir, err := os.MkdirTemp("/tmp", "transfert-")
	if err != nil {
		return "", err
	}
	return dir, errors.Join(os.Symlink(dir, run), c.owner.give(dir))
}

// socketURL is the connection string of the database behind a socket. It states
// what the client would else take from PG* variables.
func socketURL(dir string) string {
	query := url.Values{"host": {dir}, "port": {"5432"}, "sslmode": {"disable"}, "options": {""}}
	return (&url.URL{
		Scheme:   "postgres",
		User:     url.User("postgres"),
		Path:     "/postgres",
		RawQuery: strings.ReplaceAll(query.Encode(), "+", "%20"), // PostgreSQL takes + as it is
	}).String()
}
