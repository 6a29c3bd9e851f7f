// Package french reads and writes dates, numbers, months, lists and sentences as
// French does. What it writes has plain spaces, as the sentences of a verdict have;
// [Typeset] turns some of them into non-breaking ones for a screen.
package french
