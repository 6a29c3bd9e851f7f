// Package postgrestest gives tests a real PostgreSQL with the program's schema.
//
// A test binary has one throw-away server, started by the first test that asks
// for a database, and ended with the binary, even if that is killed. [Tx] is the
// quickest: a transaction that is rolled back. [Database] is for tests that need
// several transactions: a database of their own. Both may be used by parallel
// tests.
//
//	func TestMain(m *testing.M) { postgrestest.Main(m) }
//
// PG_BIN chooses the PostgreSQL to test on, as [embedded.FindBinaries] says.
// DATABASE_URL is never used: no test touches a database that is in use.
package postgrestest
