// Two loads that wrk and h2load cannot make: an open loop with latencies from the time at which a request was due, and a new connection for
// each request, with TLS a full handshake for each (the others resume sessions); and one that tells of each request. One thread, epoll, small
// answers with a content-length.
//
// Usage: load rate PORT HOST CONNECTIONS SECONDS REQUESTS_PER_SECOND [FILE] | load connect PORT HOST CONNECTIONS SECONDS [tls]
//        load keep PORT HOST CONNECTIONS SECONDS FILE (each connection asks as soon as it is answered)
// Prints: requests, failed, seconds, p50 and p99 in microseconds. To FILE, a line for each request that came to an end: when it was due (on
// the monotonic clock) and its latency in microseconds, the status or 0, the answer's first line.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER = 4096, MOST_CONNECTIONS = 4096, LINE = 60 };

struct outcome {
  int64_t due;
  int64_t latency;
  int status;
  char line[LINE];
};

struct connection {
  int socket;
  SSL *tls;
  int busy;
  int sent;
  int length;
  int64_t due;
  char answer[ANSWER + 1];
};

static struct sockaddr_in address = {.sin_family = AF_INET};
static struct connection connections[MOST_CONNECTIONS];
static struct connection *unused[MOST_CONNECTIONS];
static int unused_count;
static SSL_CTX *context;
static const char *host;
static char request[1024];
static int request_length;
static int epoll;
static int closing; // a connection for each request
static uint32_t *latencies;
static int64_t answered, most, failed, in_flight;
static struct outcome *outcomes; // of all requests, where each is told
static int64_t ended;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void hang_up(struct connection *connection) {
  if (connection->tls) SSL_free(connection->tls);
  if (connection->socket >= 0) close(connection->socket);
  connection->tls = NULL;
  connection->socket = -1;
}

static void tell(struct connection *connection) {
  if (!outcomes || ended == most) return;
  struct outcome *outcome = &outcomes[ended++];
  connection->answer[connection->length] = 0;
  char *body = strstr(connection->answer, "\r\n\r\n");
  outcome->due = connection->due / 1000;
  outcome->latency = now() / 1000 - outcome->due;
  outcome->status = connection->length > 12 ? atoi(connection->answer + 9) : 0;
  if (body) snprintf(outcome->line, LINE, "%.*s", (int)strcspn(body + 4, "\r\n"), body + 4);
}

static void end(struct connection *connection, int good) {
  tell(connection);
  if (good && answered < most) {
    latencies[answered++] = (uint32_t)((now() - connection->due) / 1000);
  } else {
    failed++;
  }
  if (closing || !good) hang_up(connection);
  connection->busy = 0;
  in_flight--;
  unused[unused_count++] = connection;
}

// Whether the operation may be tried again when the socket is ready.
static int waits(struct connection *connection, int result) {
  if (!connection->tls) return errno == EAGAIN || errno == ENOTCONN;
  int error = SSL_get_error(connection->tls, result);
  return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
}

static int is_whole(struct connection *connection) {
  connection->answer[connection->length] = 0;
  char *body = strstr(connection->answer, "\r\n\r\n");
  char *field = strcasestr(connection->answer, "\r\ncontent-length:");
  if (!body || !field || field > body) return 0;
  return connection->answer + connection->length - (body + 4) >= atoi(field + 17);
}

static void receive(struct connection *connection) {
  while (connection->length < ANSWER) {
    char *place = connection->answer + connection->length;
    int space = ANSWER - connection->length;
    int count = connection->tls ? SSL_read(connection->tls, place, space) : (int)recv(connection->socket, place, (size_t)space, 0);
    if (count > 0) {
      connection->length += count;
      if (!closing && is_whole(connection)) break;
      continue;
    }
    if (count < 0 && waits(connection, count)) return;
    break; // the other side has closed
  }
  end(connection, is_whole(connection) && strncmp(connection->answer, "HTTP/1.1 200", 12) == 0);
}

static void send_request(struct connection *connection) {
  int count = connection->tls ? SSL_write(connection->tls, request, request_length)
                              : (int)send(connection->socket, request, (size_t)request_length, MSG_NOSIGNAL);
  if (count == request_length) {
    connection->sent = 1;
  } else if (!waits(connection, count)) {
    end(connection, 0);
  }
}

static void dial(struct connection *connection) {
  int one = 1;
  connection->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (connection->socket < 0) fail("socket");
  setsockopt(connection->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(connection->socket, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS) fail("connect");
  struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = connection};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, connection->socket, &event) < 0) fail("epoll_ctl");
  if (context) {
    connection->tls = SSL_new(context);
    SSL_set_fd(connection->tls, connection->socket);
    SSL_set_tlsext_host_name(connection->tls, host);
    SSL_set_connect_state(connection->tls);
  }
}

static void begin(int64_t due) {
  struct connection *connection = unused[--unused_count];
  connection->busy = 1;
  connection->sent = 0;
  connection->length = 0;
  connection->due = due;
  in_flight++;
  if (connection->socket < 0) {
    dial(connection); // sends when it is connected
  } else {
    send_request(connection);
  }
}

static void wait_until(int64_t time) {
  struct epoll_event events[256];
  int64_t left = time - now();
  if (left < 0) left = 0;
  struct timespec longest = {.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000};
  int count = epoll_pwait2(epoll, events, 256, &longest, NULL);
  for (int i = 0; i < count; i++) {
    struct connection *connection = events[i].data.ptr;
    if (!connection->busy) {
      if (events[i].events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) hang_up(connection);
      continue;
    }
    if (!connection->sent) send_request(connection);
    if (connection->busy && connection->sent) receive(connection);
  }
}

static int by_size(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

static void report(double seconds) {
  qsort(latencies, (size_t)answered, sizeof *latencies, by_size);
  uint32_t p50 = answered ? latencies[answered / 2] : 0;
  uint32_t p99 = answered ? latencies[answered * 99 / 100] : 0;
  printf("%lld %lld %.3f %u %u\n", (long long)answered, (long long)failed, seconds, p50, p99);
}

static void write_outcomes(const char *name) {
  FILE *file = fopen(name, "w");
  if (!file) fail(name);
  for (int64_t i = 0; i < ended; i++) {
    struct outcome *outcome = &outcomes[i];
    fprintf(file, "%lld %lld %d %s\n", (long long)outcome->due, (long long)outcome->latency, outcome->status, outcome->line);
  }
  if (fclose(file) != 0) fail(name);
}

// Requests that found no connection free are sent late; that counts as theirs.
static void open_loop(double rate, int64_t start, int64_t length) {
  int64_t all = (int64_t)(rate * (double)length / 1e9), next = 0;
  while (next < all || in_flight > 0) {
    int64_t time = now();
    if (time > start + 2 * length + 5000000000LL) break;
    int64_t due = start + (int64_t)((double)next * 1e9 / rate);
    while (next < all && due <= time && unused_count > 0) {
      begin(due);
      due = start + (int64_t)((double)++next * 1e9 / rate);
    }
    wait_until(next < all && unused_count > 0 ? due : time + 100000000);
  }
  failed += all - next + in_flight;
}

static void closed_loop(int64_t start, int64_t length) {
  int64_t time;
  while ((time = now()) < start + length || in_flight > 0) {
    if (time > start + length + 5000000000LL) break;
    while (time < start + length && unused_count > 0) begin(time);
    wait_until(time + 100000000);
  }
  failed += in_flight;
}

int main(int count, char **words) {
  if (count < 6) return 2;
  closing = strcmp(words[1], "connect") == 0;
  address.sin_port = htons((uint16_t)atoi(words[2]));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  host = words[3];
  unused_count = atoi(words[4]);
  int64_t length = (int64_t)(atof(words[5]) * 1e9);
  int keeping = strcmp(words[1], "keep") == 0;
  double rate = closing || keeping || count < 7 ? 100000 : atof(words[6]);
  const char *file = closing ? NULL : keeping ? words[6] : count > 7 ? words[7] : NULL;
  if (unused_count > MOST_CONNECTIONS) return 2;
  if (closing && count > 6) {
    context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  }
  request_length = snprintf(request, sizeof request, "GET /small HTTP/1.1\r\nHost: %s\r\n%s\r\n", host, closing ? "Connection: close\r\n" : "");
  most = (int64_t)(rate * (double)length / 1e9) + MOST_CONNECTIONS;
  latencies = calloc((size_t)most, sizeof *latencies);
  if (file) outcomes = calloc((size_t)most, sizeof *outcomes);
  epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0 || !latencies || (file && !outcomes)) fail("epoll_create1");
  prctl(PR_SET_TIMERSLACK, 1000UL);
  for (int i = 0; i < unused_count; i++) {
    connections[i].socket = -1;
    unused[i] = &connections[i];
  }
  int64_t start = now();
  if (closing || keeping) {
    closed_loop(start, length);
  } else {
    open_loop(rate, start, length);
  }
  report((double)(now() - start) / 1e9);
  if (file) write_outcomes(file);
  return 0;
}
