// Command gallery shows every page of the site in every state, on this machine
// alone: make gallery. It is not part of transfert.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"

	"transfert/web/gallery"
	"transfert/web/static"
)

func main() {
	address := flag.String("listen", "127.0.0.1:8090", "adresse locale")
	flag.Parse()
	if err := static.Built(); err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Galerie : http://" + listener.Addr().String() + "/")
	log.Fatal(http.Serve(listener, gallery.Handler()))
}
