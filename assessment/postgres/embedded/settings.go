package embedded

import "strings"

// arguments are the server's settings. They are given on its command line and
// not in a file, so that a new version of the program changes them everywhere.
func arguments(data, socket string, ephemeral bool) []string {
	settings := []string{
		"listen_addresses=",
		"port=5432",
		"unix_socket_directories=" + quoteListItem(socket),
		"unix_socket_permissions=0700",
		"shared_buffers=64MB",
		"log_checkpoints=off",
	}
	if ephemeral {
		settings = append(settings, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
	} else {
		settings = append(settings, "fsync=on")
	}
	args := []string{"-D", data}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	return args
}

// quoteListItem protects the commas and blanks of one item of a list.
func quoteListItem(item string) string {
	return `"` + strings.ReplaceAll(item, `"`, `""`) + `"`
}
