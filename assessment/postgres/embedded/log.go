package embedded

import (
	"io"
	"os"
	"path/filepath"
	"strings"
)

// serverLog is the file in which the server writes what it has to say, from the
// position where it began.
type serverLog struct {
	file  *os.File
	begin int64
}

func openLog(dir string) (serverLog, error) {
	file, err := os.OpenFile(filepath.Join(dir, "server.log"), os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err != nil {
		return serverLog{}, err
	}
	begin, err := file.Seek(0, io.SeekEnd)
	return serverLog{file, begin}, err
}

// written returns what the server wrote, to explain why it does not start.
func (l serverLog) written() string {
	text, err := io.ReadAll(io.NewSectionReader(l.file, l.begin, 1<<20))
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(text))
}
