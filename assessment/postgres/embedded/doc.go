// Package embedded starts the program's own PostgreSQL, so that a clone of the
// project needs no database server. [Open] is what the commands call: it uses
// DATABASE_URL where that is set, and starts a server where it is not.
//
// The binaries come from the first of these places (see [FindBinaries]): PG_BIN;
// the npm package that « npm ci » installs in this directory's npm/, looked for from
// the working directory upward, then from the executable's upward;
// /usr/lib/postgresql; Homebrew; PATH. The server listens on a Unix socket only, in
// a directory that its account alone may enter, and ends with the process that
// started it, however that ends.
//
// A data directory, « ./var » by default, holds:
//
//	postgresql/lock        locked as long as a process uses the directory
//	postgresql/18/         what belongs to one major version of PostgreSQL:
//	    data/              the cluster
//	    new/               a cluster that is being made, until it is renamed to data
//	    identity           the build of PostgreSQL that made the cluster
//	    run/               the socket, or a link to it where its path would be too long
//	    server.log         what the server says since its last start
//
// PostgreSQL refuses to run as root: root's server runs as postgres, or as nobody.
// Where that account cannot enter the data directory, the data are in
// /var/lib/transfert; where it cannot run the npm package, a copy of that is in
// /var/cache/transfert.
//
// Data are never deleted to make place for another version or another build of
// PostgreSQL: the program stops and says which one it needs.
package embedded
