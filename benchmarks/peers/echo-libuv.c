/*
 * The echo server in C, on libuv: what the event loop under Node can do without JavaScript. Tells its port, then serves;
 * or, with --version, which libuv it is.
 *
 * All connections read into one buffer, lines go out straight from there, and only what is left of a line is kept. A write
 * is tried at once; what the system does not take is copied and queued.
 */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

#define READ_SIZE (64 * 1024)
#define BACKLOG 4096

typedef struct {
  uv_tcp_t tcp;
  /* A line that has not come to its end. */
  char *rest;
  size_t length, room;
} Connection;

typedef struct {
  uv_write_t request;
  char bytes[];
} Queued;

static char read_into[READ_SIZE];

static void check(int status, const char *what) {
  if (status >= 0) return;
  fprintf(stderr, "echo-libuv: %s: %s\n", what, uv_strerror(status));
  exit(1);
}

static void *allocate(void *old, size_t size) {
  void *memory = realloc(old, size);
  if (memory == NULL) abort();
  return memory;
}

static void on_close(uv_handle_t *handle) {
  Connection *connection = (Connection *)handle;
  free(connection->rest);
  free(connection);
}

static void hang_up(Connection *connection) {
  uv_handle_t *handle = (uv_handle_t *)&connection->tcp;
  if (!uv_is_closing(handle)) uv_close(handle, on_close);
}

static void on_written(uv_write_t *request, int status) {
  if (status < 0) hang_up((Connection *)request->handle);
  free(request);
}

static void send_line(Connection *connection, char *bytes, size_t length) {
  uv_stream_t *stream = (uv_stream_t *)&connection->tcp;
  uv_buf_t buffer = uv_buf_init(bytes, length);
  int sent = uv_try_write(stream, &buffer, 1);
  if (sent == UV_EAGAIN) sent = 0;
  if (sent < 0) hang_up(connection);
  if (sent < 0 || (size_t)sent == length) return;
  Queued *queued = allocate(NULL, sizeof *queued + length - sent);
  memcpy(queued->bytes, bytes + sent, length - sent);
  buffer = uv_buf_init(queued->bytes, length - sent);
  check(uv_write(&queued->request, stream, &buffer, 1, on_written), "write");
}

static void keep(Connection *connection, const char *bytes, size_t length) {
  size_t needed = connection->length + length;
  if (needed > connection->room) {
    connection->room = needed > 2 * connection->room ? needed : 2 * connection->room;
    connection->rest = allocate(connection->rest, connection->room);
  }
  memcpy(connection->rest + connection->length, bytes, length);
  connection->length = needed;
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buffer) {
  Connection *connection = (Connection *)stream;
  char *start = buffer->base, *end = start + count;
  if (count < 0) hang_up(connection);
  if (count <= 0) return;
  for (char *newline; start < end && (newline = memchr(start, '\n', end - start)) != NULL; start = newline + 1) {
    if (connection->length == 0) {
      send_line(connection, start, newline + 1 - start);
    } else {
      keep(connection, start, newline + 1 - start);
      send_line(connection, connection->rest, connection->length);
      connection->length = 0;
    }
  }
  if (start < end) keep(connection, start, end - start);
}

static void on_room_wanted(uv_handle_t *handle, size_t size, uv_buf_t *buffer) {
  (void)handle, (void)size;
  *buffer = uv_buf_init(read_into, READ_SIZE);
}

static void on_connection(uv_stream_t *listener, int status) {
  check(status, "accept");
  Connection *connection = allocate(NULL, sizeof *connection);
  memset(connection, 0, sizeof *connection);
  check(uv_tcp_init(listener->loop, &connection->tcp), "init");
  check(uv_accept(listener, (uv_stream_t *)&connection->tcp), "accept");
  uv_tcp_nodelay(&connection->tcp, 1);
  check(uv_read_start((uv_stream_t *)&connection->tcp, on_room_wanted, on_read), "read");
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--version") == 0) {
    puts(uv_version_string());
    return 0;
  }
  uv_loop_t *loop = uv_default_loop();
  uv_tcp_t listener;
  struct sockaddr_in address;
  int size = sizeof address;
  uv_ip4_addr("127.0.0.1", 0, &address);
  check(uv_tcp_init(loop, &listener), "init");
  check(uv_tcp_bind(&listener, (struct sockaddr *)&address, 0), "bind");
  check(uv_listen((uv_stream_t *)&listener, BACKLOG, on_connection), "listen");
  check(uv_tcp_getsockname(&listener, (struct sockaddr *)&address, &size), "getsockname");
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return uv_run(loop, UV_RUN_DEFAULT);
}
