package dev.pacer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A forward proxy on loopback, for `CONNECT` and for plain http: a connection goes where its first
/// request wants to, and stays there.
public final class HttpProxy implements AutoCloseable {
  private final ServerSocket server;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  private HttpProxy(ServerSocket server) {
    this.server = server;
  }

  public static HttpProxy start() {
    try {
      HttpProxy proxy = new HttpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.startVirtualThread(proxy::accept);
      return proxy;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// `127.0.0.1:PORT`.
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /// The head of each connection's first request.
  public List<String> heads() {
    return heads;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      heads.add(head);
      String[] words = head.split(" ", 3);
      boolean tunnel = words[0].equals("CONNECT");
      URI target = URI.create(tunnel ? "x://" + words[1] : words[1]);
      try (Socket origin = new Socket(target.getHost(), target.getPort())) {
        if (tunnel) {
          client.getOutputStream().write(bytes("HTTP/1.1 200 Connected\r\n\r\n"));
        } else {
          origin.getOutputStream().write(bytes(head));
        }
        Thread.startVirtualThread(() -> copy(client, origin));
        copy(origin, client);
      }
    } catch (IOException _) {
      // The client sees it.
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String head(InputStream stream) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int one = stream.read();
      if (one < 0) {
        throw new IOException("no request");
      }
      head.append((char) one);
    }
    return head.toString();
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      OutputStream output = to.getOutputStream();
      from.getInputStream().transferTo(output);
    } catch (IOException _) {
      // Both ends are closed.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
