package postgres

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// What a process that serves pages lets its connections take. An address of the
// database that says otherwise wins, but for the number of streams.
const (
	connectTimeout = 2 * time.Second // for each host of the address
	pingTimeout    = time.Second     // for a connection that was idle
	closeTimeout   = 3 * time.Second // for those that are at work when the process ends
)

// maxStreams is how many connections read long lists, which takes a processor each and
// another one for what is made of them: requests keep some.
var maxStreams = int32(max(1, runtime.NumCPU()/4))

// requestSettings and streamSettings are what the server is told of each connection:
// a statement that waits or works for longer is cancelled there too, so that no lock
// and no processor is held for a process that has given up.
var (
	requestSettings = map[string]string{"statement_timeout": "8s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "15s"}
	streamSettings  = map[string]string{"statement_timeout": "60s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "60s"}
)

// Pools are the connections of a process that serves pages. What answers requests and
// what reads long lists take theirs from two pools, so that neither keeps the other
// waiting; a [Watch] drops them all when the server is lost.
type Pools struct {
	requests, streams *pgxpool.Pool
	open              connections
	watch             *Watch
	unwatch           func()
}

// OpenPools makes the pools of a database, which connect when they are used, and
// begins to watch it.
func OpenPools(ctx context.Context, url string) (*Pools, error) {
	p := &Pools{}
	var err error
	if p.requests, err = p.pool(ctx, url, requestSettings, 0); err != nil {
		return nil, err
	}
	if p.streams, err = p.pool(ctx, url, streamSettings, maxStreams); err != nil {
		p.requests.Close()
		return nil, err
	}
	p.watch = NewWatch(p.requests.Config().ConnConfig, p.drop)
	watching, stop := context.WithCancel(context.WithoutCancel(ctx))
	ended := p.watch.Start(watching)
	p.unwatch = func() { stop(); <-ended }
	return p, nil
}

// pool makes one of the pools, of as many connections as the address says or, where
// it is given, of most.
func (p *Pools) pool(ctx context.Context, url string, settings map[string]string, most int32) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("address of the database: %w", err)
	}
	if most > 0 {
		config.MaxConns = most
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectTimeout
	}
	if config.PingTimeout == 0 {
		config.PingTimeout = pingTimeout
	}
	for name, value := range settings {
		if _, given := config.ConnConfig.RuntimeParams[name]; !given {
			config.ConnConfig.RuntimeParams[name] = value
		}
	}
	inParis(config.ConnConfig)
	config.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
		p.open.add(c)
		return readInParis(ctx, c)
	}
	config.BeforeClose = p.open.remove
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("connections to the database: %w", err)
	}
	return pool, nil
}

// Store returns the store that works on these connections.
func (p *Pools) Store() *Store { return &Store{db: p.requests, streams: p.streams} }

// Sessions returns the sessions that are kept in the database (see [NewSessions]).
func (p *Pools) Sessions(idle time.Duration) *Sessions { return NewSessions(p.requests, idle) }

// Health reports why the database cannot be counted on, nil where it can (see [Watch.Health]).
func (p *Pools) Health() error { return p.watch.Health() }

// drop ends what waits for a server that is lost, and lets the pools connect anew.
func (p *Pools) drop() {
	p.open.cut()
	p.requests.Reset()
	p.streams.Reset()
}

// Close ends the connections. Those that do not come back in time are cut.
func (p *Pools) Close() {
	p.unwatch()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		p.requests.Close()
		p.streams.Close()
	}()
	for range 2 {
		select {
		case <-closed:
			return
		case <-time.After(closeTimeout / 2):
			p.open.cut()
		}
	}
}

// connections are those that are open. A pool knows them too, but cannot end one that
// is at work.
type connections struct {
	mu   sync.Mutex
	open map[*pgx.Conn]struct{}
}

func (c *connections) add(conn *pgx.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		c.open = map[*pgx.Conn]struct{}{}
	}
	c.open[conn] = struct{}{}
}

func (c *connections) remove(conn *pgx.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.open, conn)
}

// cut closes the network's end of every connection: what waits on one fails at once.
func (c *connections) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.open {
		_ = conn.PgConn().Conn().Close() // it is given up
	}
}
