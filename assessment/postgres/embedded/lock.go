package embedded

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// ErrInUse says that another process uses the data directory.
var ErrInUse = errors.New("le répertoire des données est déjà utilisé")

// lock takes a directory for this process, until the file is closed or the
// process ends. Where another one has it, the error names that one.
func lock(dir string) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return file, sign(file, "")
	}
	defer file.Close()
	if !errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, fmt.Errorf("%s\u00a0: %w", file.Name(), err)
	}
	holder, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	pid, url, _ := strings.Cut(strings.TrimSpace(string(holder)), "\n")
	advice := "arrêtez-le, ou indiquez un autre répertoire avec TRANSFERT_DATA"
	if url != "" {
		advice += ", ou partagez sa base avec DATABASE_URL='" + url + "'"
	}
	return nil, fmt.Errorf("%w\u00a0: %s sert au processus %s\u00a0; %s", ErrInUse, dir, pid, advice)
}

// sign writes into the lock who has it and, once it is known, where its server listens.
func sign(file *os.File, url string) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt(fmt.Appendf(nil, "%d\n%s\n", os.Getpid(), url), 0)
	return err
}
