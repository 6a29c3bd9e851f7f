package embedded

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
)

// longestSocket is how many bytes the path of a Unix socket may have on every
// system: 108 on Linux and 104 on macOS, with the zero at the end.
const longestSocket = 103

// socketName is how PostgreSQL calls the socket of its default port.
const socketName = ".s.PGSQL.5432"

// socketDir makes the directory of the socket, which nobody but the server's
// account may enter: inside the cluster's, or a temporary one where that path is
// too long.
func (c cluster) socketDir() (string, error) {
	dir := filepath.Join(c.dir, "run")
	err := os.RemoveAll(dir)
	if err != nil {
		return "", err
	}
	if len(filepath.Join(dir, socketName)) > longestSocket {
		dir, err = os.MkdirTemp("/tmp", "transfert-")
	} else {
		err = os.Mkdir(dir, 0o700)
	}
	return dir, errors.Join(err, c.owner.give(dir))
}

// socketURL is the connection string of the database behind a socket. It names
// all that the PG* variables could change.
func socketURL(dir string) string {
	return (&url.URL{
		Scheme:   "postgres",
		User:     url.User("postgres"),
		Path:     "/postgres",
		RawQuery: url.Values{"host": {dir}, "port": {"5432"}, "sslmode": {"disable"}, "options": {""}}.Encode(),
	}).String()
}
