// The application that is scaled: answers every request after DELAY_MS (else 100 ms) with its host name and the microsecond of the monotonic
// clock at which it got the request. Waiting uses no processor. With RESTLESS it computes all the time besides, whether it is asked or not.
//
// One thread and epoll; as all requests wait equally long, those that wait are a queue. Static, so that its image holds nothing else.
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEAD = 8192, SOCKETS = 16384 };

struct client {
  int open;
  int length;
  unsigned generation;
  char head[HEAD];
};

struct turn {
  int socket;
  unsigned generation;
  int64_t received;
};

static struct client clients[SOCKETS];
static struct turn queue[SOCKETS]; // a ring; a client waits for one answer at a time
static unsigned first, last;
static char name[64];
static volatile unsigned long spins;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static void *spin(void *nothing) {
  for (;;) spins++;
  return nothing;
}

static void stop(int signal) {
  (void)signal;
  _exit(0);
}

static void hang_up(int socket) {
  clients[socket].open = 0;
  clients[socket].generation++;
  close(socket);
}

static void receive(int socket) {
  struct client *client = &clients[socket];
  int count = (int)recv(socket, client->head + client->length, (size_t)(HEAD - 1 - client->length), MSG_DONTWAIT);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) {
    hang_up(socket);
    return;
  }
  client->length += count;
  client->head[client->length] = 0;
  if (strstr(client->head, "\r\n\r\n")) {
    client->length = 0;
    queue[last++ % SOCKETS] = (struct turn){socket, client->generation, now()};
  }
}

static void answer(struct turn *turn) {
  if (clients[turn->socket].generation != turn->generation) return;
  char body[128], text[256];
  int length = snprintf(body, sizeof body, "%s %lld\n", name, (long long)turn->received);
  int size = snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s", length, body);
  if (send(turn->socket, text, (size_t)size, MSG_NOSIGNAL | MSG_DONTWAIT) != size) hang_up(turn->socket);
}

static void greet(int listener, int epoll) {
  int one = 1;
  int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (socket < 0) return;
  if (socket >= SOCKETS) {
    close(socket);
    return;
  }
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  clients[socket].open = 1;
  clients[socket].length = 0;
  struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) < 0) hang_up(socket);
}

static int listen_on(int port) {
  int one = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = INADDR_ANY};
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 4096) < 0) {
    perror("listen");
    exit(1);
  }
  return listener;
}

static void serve(int listener, int64_t delay) {
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event events[256], event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    int64_t left = first == last ? 3600000000LL : queue[first % SOCKETS].received + delay - now();
    if (left < 0) left = 0;
    struct timespec longest = {.tv_sec = left / 1000000, .tv_nsec = left % 1000000 * 1000};
    int count = epoll_pwait2(epoll, events, 256, &longest, NULL);
    for (int i = 0; i < count; i++) {
      if (events[i].data.fd == listener) {
        greet(listener, epoll);
      } else if (clients[events[i].data.fd].open) {
        receive(events[i].data.fd);
      }
    }
    while (first != last && queue[first % SOCKETS].received + delay <= now()) answer(&queue[first++ % SOCKETS]);
  }
}

int main(void) {
  const char *port = getenv("PORT"), *delay = getenv("DELAY_MS");
  pthread_t thread;
  signal(SIGTERM, stop);
  gethostname(name, sizeof name - 1);
  if (getenv("RESTLESS")) pthread_create(&thread, NULL, spin, NULL);
  serve(listen_on(port ? atoi(port) : 8080), (delay ? atoi(delay) : 100) * 1000LL);
  return 0;
}
