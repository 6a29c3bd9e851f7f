package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/pflag"

	"transfert/web/openid"
)

const defaultListen = "127.0.0.1:8080"

// What the server allows its clients, and itself to finish when it is stopped.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = time.Minute
	writeTimeout  = 2 * time.Minute // a page; files have a deadline for each part
	idleTimeout   = 2 * time.Minute
	drainTimeout  = 15 * time.Second // more than an answer takes to make
	maxHeader     = 64 << 10         // bytes
)

var serveCommand = command{
	name:    "serve",
	summary: "Sert les pages et les données ouvertes",
	details: `Démarre le serveur et affiche son adresse. Ctrl-C ou SIGTERM l’arrête une fois les requêtes en cours
terminées.

Avec un fournisseur d’identité (variables TRANSFERT_OIDC_…, voir « transfert --help »), les personnes qui ont
un compte se connectent par lui. Le premier compte s’ajoute avec « transfert account add », les autres sur le
site. Le serveur parle HTTP : placez-le derrière un serveur mandataire qui parle HTTPS.

Sans fournisseur d’identité, personne ne se connecte, et le serveur n’accepte que les adresses de la machine
elle-même. Les comptes d’essai ne s’ouvrent qu’avec « transfert demo ».
`,
	setup: setupServe,
}

func setupServe(flags *pflag.FlagSet) work {
	address := listenFlag(flags)
	return func(ctx context.Context, std streams, args []string) error {
		if err := noArguments(args); err != nil {
			return err
		}
		return site{address: *address}.serve(ctx, std)
	}
}

func listenFlag(flags *pflag.FlagSet) *string {
	return flags.String("listen", "", "`ADRESSE` d’écoute, hôte:port (sinon TRANSFERT_LISTEN, sinon "+defaultListen+")")
}

// site is what is served, and how.
type site struct {
	address       string                                 // "" for the one of the environment
	demonstration bool                                   // whose accounts sign in with a click
	prepare       func(context.Context, *database) error // what it needs first; nil for nothing
}

// serve serves the pages once the database is open and prepared.
func (s site) serve(ctx context.Context, std streams) error {
	provider, err := identityProvider()
	if err != nil {
		return err
	}
	listener, err := listen(cmp.Or(s.address, os.Getenv("TRANSFERT_LISTEN"), defaultListen), provider)
	if err != nil {
		return err
	}
	defer listener.Close()
	log := newLog(std.err)
	db, err := openDatabase(ctx, log)
	if err != nil {
		return err
	}
	defer db.Close()
	if made := db.server.Data(); made != "" {
		fmt.Fprintf(std.out, "DATABASE_URL n’est pas définie\u00a0: les données sont dans une base PostgreSQL que le programme démarre, sous %s\n", made)
	}
	if s.prepare != nil {
		if err := s.prepare(ctx, db); err != nil {
			return err
		}
	}
	pools, err := db.pools(ctx)
	if err != nil {
		return err
	}
	defer pools.Close()
	handler, err := newHandler(pools, provider, s.demonstration, log)
	if err != nil {
		return err
	}
	if provider == nil {
		handler = onlyLocal(handler)
	}
	if provider == nil && !s.demonstration {
		log.Warn("aucun fournisseur d’identité (variables TRANSFERT_OIDC_…) : personne ne peut se connecter")
	}
	fmt.Fprintf(std.out, "transfert est prêt\u00a0: http://%s/\n", listener.Addr())
	alive, stop := db.whileServed(ctx)
	defer stop()
	if err := serve(alive, newServer(handler, log), listener); err != nil {
		return err
	}
	if ctx.Err() == nil {
		return errDatabaseStopped
	}
	return nil
}

// identityProvider is the one of the environment, nil where it names none.
func identityProvider() (*openid.Provider, error) {
	config, given, err := openid.ConfigFrom(os.LookupEnv)
	if err != nil {
		return nil, usage("%w", err)
	}
	if !given {
		return nil, nil
	}
	return openid.New(config), nil
}

// newServer is an HTTP server whose clients cannot keep it busy for ever.
func newServer(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// serve answers requests until ctx ends, and then the last ones.
func serve(ctx context.Context, server *http.Server, listener net.Listener) error {
	drained := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
		defer cancel()
		drained <- errors.Join(server.Shutdown(ctx), server.Close())
	})
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("le serveur s’est arrêté\u00a0: %w", err)
	}
	if err := <-drained; err != nil {
		return fmt.Errorf("des requêtes en cours ont été interrompues\u00a0: %w", err)
	}
	return nil
}
