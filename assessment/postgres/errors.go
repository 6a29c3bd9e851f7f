package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"transfert/assessment"
)

// errorf wraps an error with its subject, as [fmt.Errorf] does. It is
// [assessment.ErrUnavailable] too where the database did not do what it was asked.
func errorf(format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	if unavailable(err) {
		return fmt.Errorf("%w: %w", assessment.ErrUnavailable, err)
	}
	return err
}

// unavailable reports whether the same statement may succeed a little later: the
// connection broke or could not be made, time ran out, or the server says so.
func unavailable(err error) bool {
	if server, ok := errors.AsType[*pgconn.PgError](err); ok {
		return transient(server.Code)
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	return pgconn.SafeToRetry(err) || slices.ContainsFunc([]error{
		context.DeadlineExceeded, net.ErrClosed, io.EOF, io.ErrUnexpectedEOF, pgx.ErrTxClosed,
	}, func(target error) bool { return errors.Is(err, target) })
}

// transient reports whether an SQLSTATE tells of a state that passes (PostgreSQL,
// appendix A): by its class, connection exceptions, transaction rollbacks, lack of
// resources, interventions of an operator and system errors; and two of their own.
func transient(code string) bool {
	const readOnly, lockNotAvailable = "25006", "55P03"
	return slices.Contains([]string{"08", "40", "53", "57", "58"}, code[:min(2, len(code))]) || code == readOnly || code == lockNotAvailable
}
