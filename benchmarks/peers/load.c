/*
 * The load for an echo server: many connections in one thread, each with one line under way. Checks what comes back, and
 * tells as JSON how many were answered, how soon (microseconds), and what part of a core that cost the server and the load
 * itself: a load that has no time left to sleep is the bottleneck, and then its figures say little of the server.
 *
 *     load PORT CONNECTIONS BYTES WARM_UP SECONDS SERVER_PID [NEWCOMERS]
 *
 * The window begins after WARM_UP answers, and when each client was served once; what those took is told too.
 *
 * With newcomers, so many more connect when the warm-up is over, all at once, and are clients like the others from then
 * on. The window ends when SECONDS are over and each newcomer was served once.
 *
 * Every byte of short lines is checked. Copying and comparing long ones would cost more than a good server spends on them:
 * of those every eighth is checked, and the bytes of the others are only counted.
 *
 * Linux only (epoll). Built when it is needed: benchmarks/support/servers.ts.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Different lines, so that one answer cannot be taken for another. */
#define LINES 26
#define LONG_LINE 4096
#define LONGEST_LINE (1 << 20)
/* Milliseconds without any event after which the server is taken for dead. */
#define PATIENCE 30000

typedef struct {
  int fd;
  /* Which line is under way, how much of it was sent, and how much has come back. */
  int line, sent, received;
  int served, newcomer;
  /* When the line was sent; for the first one, when the client began to connect. */
  int64_t since;
} Client;

typedef struct {
  uint32_t *microseconds;
  size_t count, room;
} Latencies;

static char *lines[LINES];
static int length;
static char incoming[LONGEST_LINE + 1];
static struct sockaddr_in server;
static int poller;
/* Clients that have not been served once. */
static int unserved;
/* The next line is sent as soon as the last one has come back. */
static int going;
static int measuring;
static int64_t answers;
/* Of those who were there before the window, and of the first answers to newcomers. */
static Latencies busy, first;

static void fail(const char *what) {
  fprintf(stderr, errno == 0 ? "load: %s\n" : "load: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int64_t nanoseconds(clockid_t clock) {
  struct timespec time;
  if (clock_gettime(clock, &time) < 0) fail("clock_gettime");
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int64_t now(void) { return nanoseconds(CLOCK_MONOTONIC); }

static void note(Latencies *latencies, int64_t nanoseconds) {
  if (latencies->count == latencies->room) {
    latencies->room = latencies->room == 0 ? 1 << 16 : latencies->room * 2;
    latencies->microseconds = realloc(latencies->microseconds, latencies->room * sizeof(uint32_t));
    if (latencies->microseconds == NULL) fail("realloc");
  }
  latencies->microseconds[latencies->count++] = nanoseconds / 1000;
}

static int ascending(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return (left > right) - (left < right);
}

static uint32_t quantile(const Latencies *latencies, double which) {
  return latencies->count == 0 ? 0 : latencies->microseconds[(size_t)(which * (latencies->count - 1))];
}

static void print_latencies(const char *name, Latencies *latencies) {
  if (latencies->count > 0) qsort(latencies->microseconds, latencies->count, sizeof(uint32_t), ascending);
  printf(",\"%s\":{\"p50\":%u,\"p99\":%u,\"p999\":%u,\"max\":%u}", name, quantile(latencies, 0.5),
         quantile(latencies, 0.99), quantile(latencies, 0.999), quantile(latencies, 1));
}

static void push_line(Client *client) {
  while (client->sent < length) {
    ssize_t count =
        send(client->fd, lines[client->line] + client->sent, length - client->sent, MSG_NOSIGNAL);
    if (count < 0 && errno == EAGAIN) return;
    if (count < 0) fail("send");
    client->sent += count;
  }
}

static void next_line(Client *client, int64_t time) {
  client->line = (client->line + 1) % LINES;
  client->sent = client->received = 0;
  client->since = time;
  push_line(client);
}

static void answered(Client *client) {
  int64_t time = now(), latency = time - client->since;
  if (!client->served) {
    client->served = 1;
    unserved--;
    if (measuring) note(&first, latency);
  } else if (measuring && !client->newcomer) {
    note(&busy, latency);
  }
  answers++;
  if (going) next_line(client, time);
}

/* Edge-triggered: read until nothing is left. When a whole line has come, that was all there is. */
static void pull(Client *client) {
  while (client->received < length) {
    int missing = length - client->received;
    int unseen = length > LONG_LINE && client->line % 8 != 0;
    ssize_t count = recv(client->fd, incoming, missing + 1, unseen ? MSG_TRUNC : 0);
    if (count < 0 && errno == EAGAIN) return;
    if (count < 0) fail("recv");
    errno = 0;
    if (count == 0) fail("the server has closed a connection");
    if (count > missing || (!unseen && memcmp(incoming, lines[client->line] + client->received, count) != 0))
      fail("the server sent other bytes than it was sent");
    client->received += count;
    if (client->received < length) continue;
    answered(client);
    return;
  }
}

/* All at once; each sends its first line when it is connected. */
static void connect_all(Client *clients, int count, int newcomers) {
  int on = 1;
  unserved += count;
  for (int i = 0; i < count; i++) {
    Client *client = &clients[i];
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = client};
    client->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (client->fd < 0) fail("socket");
    setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    client->line = i % LINES;
    client->newcomer = newcomers;
    client->since = now();
    if (connect(client->fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS)
      fail("connect");
    if (epoll_ctl(poller, EPOLL_CTL_ADD, client->fd, &event) < 0) fail("epoll_ctl");
  }
}

static void serve(const struct epoll_event *event) {
  Client *client = event->data.ptr;
  if (event->events & EPOLLERR) {
    socklen_t size = sizeof errno;
    getsockopt(client->fd, SOL_SOCKET, SO_ERROR, &errno, &size);
    fail("connection");
  }
  if (client->sent < length && event->events & EPOLLOUT) push_line(client);
  if (event->events & EPOLLIN) pull(client);
}

/* Until then, until everybody was served, and until there were so many answers. */
static void go_on(int64_t end, int64_t least) {
  struct epoll_event events[1024];
  for (int64_t time; (time = now()) < end || unserved > 0 || answers < least;) {
    int most = end > time && unserved == 0 ? (end - time) / 1000000 + 1 : PATIENCE;
    int count = epoll_wait(poller, events, 1024, most);
    if (count < 0) fail("epoll_wait");
    errno = 0;
    if (count == 0 && most == PATIENCE) fail("no answer from the server");
    for (int i = 0; i < count; i++) serve(&events[i]);
  }
}

/* Nothing is left unread, so that the connections end in peace. */
static void finish(Client *clients, int count) {
  going = measuring = 0;
  for (int i = 0; i < count; i++) {
    clients[i].served = clients[i].received == length;
    unserved += !clients[i].served;
  }
  go_on(0, 0);
}

int main(int argc, char **argv) {
  if (argc < 7) fail("usage: load PORT CONNECTIONS BYTES WARM_UP SECONDS SERVER_PID [NEWCOMERS]");
  int connections = atoi(argv[2]), newcomers = argc > 7 ? atoi(argv[7]) : 0;
  int64_t warm_up = atoll(argv[4]), window = atof(argv[5]) * 1e9;
  length = atoi(argv[3]);
  if (connections < 1 || newcomers < 0 || length < 2 || length > LONGEST_LINE) fail("no such load");
  server.sin_family = AF_INET;
  server.sin_port = htons(atoi(argv[1]));
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);

  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) < 0) fail("getrlimit");
  files.rlim_cur = files.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &files) < 0) fail("setrlimit");
  clockid_t server_cpu;
  errno = clock_getcpuclockid(atoi(argv[6]), &server_cpu);
  if (errno != 0) fail("clock_getcpuclockid");
  poller = epoll_create1(0);
  if (poller < 0) fail("epoll_create1");
  Client *clients = calloc(connections + newcomers, sizeof(Client));
  for (int i = 0; i < LINES; i++) {
    lines[i] = malloc(length);
    if (clients == NULL || lines[i] == NULL) fail("malloc");
    for (int j = 0; j < length; j++) lines[i][j] = 'a' + (i + j) % LINES;
    lines[i][length - 1] = '\n';
  }

  int64_t before = nanoseconds(server_cpu), begin = now();
  connect_all(clients, connections, 0);
  go_on(0, 0);
  going = 1;
  for (int i = 0; i < connections; i++) next_line(&clients[i], now());
  go_on(0, warm_up);

  int64_t own_start = nanoseconds(CLOCK_PROCESS_CPUTIME_ID), server_start = nanoseconds(server_cpu);
  int64_t start = now(), early = answers;
  measuring = 1;
  connect_all(clients + connections, newcomers, 1);
  go_on(0, 0);
  double served = now() - start;
  go_on(start + window, 0);
  double elapsed = now() - start;
  double own = nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - own_start;
  double servers = nanoseconds(server_cpu) - server_start;
  int64_t counted = answers - early;
  finish(clients, connections + newcomers);

  printf("{\"answers\":%lld,\"seconds\":%.6f", (long long)counted, elapsed / 1e9);
  printf(",\"early\":{\"answers\":%lld,\"seconds\":%.6f,\"cpu\":%.6f}", (long long)early, (start - begin) / 1e9,
         (server_start - before) / 1e9);
  printf(",\"loadShare\":%.4f,\"serverShare\":%.4f", own / elapsed, servers / elapsed);
  printf(",\"allServed\":%.6f", served / 1e9);
  print_latencies("busy", &busy);
  print_latencies("first", &first);
  printf("}\n");
  return 0;
}
