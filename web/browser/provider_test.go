package browser

import (
	"log/slog"
	"net/http/httptest"
	"testing"
	"time"
	_ "time/tzdata"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
	"transfert/content"
	"transfert/web"
	"transfert/web/download"
	"transfert/web/openid"
	"transfert/web/openid/openidtest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func testSignInWithAProvider(t *testing.T) {
	t.Parallel()
	c, err := content.Load(content.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	pool := postgrestest.Database(t)
	store := postgres.New(pool)
	_, err = pool.Exec(t.Context(), `
		INSERT INTO startups VALUES ('pix', 'Pix', '', '', '', '', '', '', '', '', 'pix', NULL, '2026-11-01', '');
		INSERT INTO startup_incubators VALUES ('pix', 0, 'atelier')`)
	if err != nil {
		t.Fatal(err)
	}
	coach := assessment.Account{Email: "camille.durand@exemple.gouv.fr", Name: "Camille Durand", Role: assessment.Coach, Scope: []string{"atelier"}}
	if _, err := store.AddAccount(t.Context(), coach, assessment.Account{}, time.Now()); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(nil)
	address := "http://" + server.Listener.Addr().String()
	provider := openidtest.Start(t)
	provider.UserinfoJWT = true
	provider.SignIn(coach.Email, "Camille", "Durand")
	server.Config.Handler = web.Site{
		Store: store, Content: c, Sessions: postgres.NewSessions(pool, web.SessionIdle),
		Downloads: download.NewSpool(download.Limits{Files: 1, Bytes: 1 << 20, Stall: time.Minute}), Health: func() error { return nil },
		Provider: openid.New(provider.Config(address + "/connexion/retour")),
		Now:      func() time.Time { return time.Now().In(paris) }, Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
	}.Handler()
	server.Start()
	t.Cleanup(server.Close)
	drive(t, []string{"provider.journey.mjs"}, "TRANSFERT_URL="+address, "PROVIDER_URL="+provider.URL)
}
