package postgrestest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"transfert/assessment/postgres/embedded"
	"transfert/migrations"
)

const (
	enough = 1 << 30   // bytes free in memory for all the databases of a test run
	unused = time.Hour // after which the template of another schema is removed
)

// scratch is the directory of this account's throw-away servers and of the
// migrated clusters they begin with. A test has it alone.
type scratch struct {
	dir  string
	lock *os.File
}

// Close lets another test have the directory.
func (root scratch) Close() error { return root.lock.Close() }

// openScratch opens the directory, in memory where there is room enough, and
// waits for its turn.
func openScratch() (scratch, error) {
	parent := "/dev/shm"
	var free syscall.Statfs_t
	if err := syscall.Statfs(parent, &free); err != nil || uint64(free.Bavail)*uint64(free.Bsize) < enough {
		parent = "/tmp"
	}
	dir := filepath.Join(parent, fmt.Sprintf("transfert-test-%d", os.Geteuid()))
	if err := os.Mkdir(dir, 0o755); err != nil && !os.IsExist(err) {
		return scratch{}, err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return scratch{}, err
	}
	if info.Sys().(*syscall.Stat_t).Uid != uint32(os.Geteuid()) {
		return scratch{}, fmt.Errorf("%s belongs to somebody else", dir)
	}
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return scratch{}, err
	}
	return scratch{dir, lock}, syscall.Flock(int(lock.Fd()), syscall.LOCK_EX)
}

// mkdir makes a directory that the server's account may enter.
func (root scratch) mkdir(prefix string) (string, error) {
	dir, err := os.MkdirTemp(root.dir, prefix)
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o755)
}

// sweep removes what test binaries that were killed have left, and templates
// that nobody has used for long. It is no test's business if that fails.
func (root scratch) sweep() {
	runs, _ := filepath.Glob(filepath.Join(root.dir, "run-*"))
	for _, dir := range runs {
		if abandoned(dir) {
			os.RemoveAll(dir)
		}
	}
	templates, _ := filepath.Glob(filepath.Join(root.dir, "template-*"))
	for _, dir := range templates {
		if info, err := os.Stat(dir); err == nil && time.Since(info.ModTime()) > unused {
			os.RemoveAll(dir)
		}
	}
}

// abandoned reports whether no process holds the lock of a server's directory.
func abandoned(dir string) bool {
	lock, err := os.Open(filepath.Join(dir, "postgresql", "lock"))
	if err != nil {
		return true
	}
	defer lock.Close()
	return syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

// touch marks a template as used, and fails where there is none.
func touch(dir string) error {
	now := time.Now()
	return os.Chtimes(dir, now, now)
}

// schemaKey stands for the schema and the PostgreSQL it was made with.
func schemaKey(ctx context.Context) (string, error) {
	binaries, err := embedded.FindBinaries(ctx)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	fmt.Fprintln(hash, binaries)
	err = fs.WalkDir(migrations.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		file, err := migrations.Files.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		fmt.Fprintln(hash, path)
		_, err = io.Copy(hash, file)
		return err
	})
	return fmt.Sprintf("%x", hash.Sum(nil))[:16], err
}
