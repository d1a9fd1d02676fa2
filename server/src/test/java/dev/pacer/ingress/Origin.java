package dev.pacer.ingress;

import dev.pacer.ingress.routes.Backend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// An application of a few lines on a real socket, one virtual thread for each connection.
final class Origin implements AutoCloseable {
  private final ServerSocket listener;
  private final Conversation conversation;
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Queue<Wire.Message> requests;
  private final Backend backend;

  @FunctionalInterface
  interface Conversation {
    void hold(Wire wire) throws IOException;
  }

  private Origin(int receiveBuffer, Queue<Wire.Message> requests, Conversation conversation)
      throws IOException {
    this.requests = requests;
    this.conversation = conversation;
    this.listener = new ServerSocket();
    if (receiveBuffer > 0) {
      listener.setReceiveBufferSize(receiveBuffer);
    }
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    this.backend =
        new Backend(
            "instance-" + listener.getLocalPort(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
    Thread.ofVirtual().start(this::accept);
  }

  /// Holds one conversation on each connection, and closes it after that.
  static Origin speaking(Conversation conversation) throws IOException {
    return new Origin(0, new ConcurrentLinkedQueue<>(), conversation);
  }

  static Origin withSmallBuffersSpeaking(Conversation conversation) throws IOException {
    return new Origin(16 * 1024, new ConcurrentLinkedQueue<>(), conversation);
  }

  /// Answers every request, on kept-alive connections.
  static Origin answering(Function<Wire.Message, String> answer) throws IOException {
    Queue<Wire.Message> seen = new ConcurrentLinkedQueue<>();
    return new Origin(
        0,
        seen,
        wire -> {
          while (true) {
            Wire.Message request = wire.readMessage();
            seen.add(request);
            wire.send(answer.apply(request));
          }
        });
  }

  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /// An address where nobody listens.
  static Backend nobody() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Backend(
          "nobody", new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()));
    }
  }

  Backend backend() {
    return backend;
  }

  int connections() {
    return connections.get();
  }

  /// The requests that came so far, for an origin made by [#answering].
  Queue<Wire.Message> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> hold(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void hold(Socket socket) {
    try (Wire wire = new Wire(socket)) {
      conversation.hold(wire);
    } catch (IOException ended) {
      // The other side went away: tests look at what that did there.
    } finally {
      sockets.remove(socket);
    }
  }
}
