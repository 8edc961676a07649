// The echo server in Go: a goroutine for each connection, all on one thread. Tells its port, then serves.
package main

import (
	"bufio"
	"fmt"
	"log"
	"net"
	"runtime"
)

// A line must fit.
const readSize = 64 * 1024

func serve(connection net.Conn) {
	defer connection.Close()
	reader := bufio.NewReaderSize(connection, readSize)
	for {
		line, err := reader.ReadSlice('\n')
		if err != nil {
			return
		}
		if _, err := connection.Write(line); err != nil {
			return
		}
	}
}

func main() {
	runtime.GOMAXPROCS(1)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	for {
		connection, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go serve(connection)
	}
}
