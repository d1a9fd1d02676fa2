package dev.pacer.ingress.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stands between the front door and an alien server, passes every byte and keeps a [Transcript] of each
/// connection. When the front door ends a connection, what the server has still to say is heard to its
/// end.
final class Tap implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  private final InetSocketAddress server;
  private final List<Transcript> transcripts = new ArrayList<>();
  private final StringBuilder sent = new StringBuilder();
  private int connections;

  Tap(InetSocketAddress server) throws IOException {
    this.server = server;
    Thread.startVirtualThread(this::accept);
  }

  InetSocketAddress address() {
    return AlienServer.loopback(listener.getLocalPort());
  }

  /// The connections since [#forget], and those that have lasted.
  synchronized List<Transcript> transcripts() {
    return List.copyOf(transcripts);
  }

  /// All that the front door sent since [#forget], on whatever connection; it serves one client here and
  /// so sends one request after the other.
  synchronized String sent() {
    return sent.toString();
  }

  /// Waits until the front door has sent anything since [#forget].
  synchronized void awaitSent(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (sent.isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  synchronized int connections() {
    return connections;
  }

  /// Begins anew: what has passed so far is judged.
  synchronized void forget() {
    sent.setLength(0);
    transcripts.removeIf(Transcript::isEnded);
    transcripts.forEach(Transcript::forget);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket door = listener.accept();
        Transcript transcript = new Transcript();
        synchronized (this) {
          transcripts.add(transcript);
          connections++;
        }
        Thread.startVirtualThread(() -> relay(door, transcript));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void relay(Socket door, Transcript transcript) {
    try (door;
        Socket alien = new Socket(server.getAddress(), server.getPort())) {
      door.setTcpNoDelay(true);
      alien.setTcpNoDelay(true);
      Thread forth = Thread.startVirtualThread(() -> forth(door, alien, transcript));
      back(alien, door, transcript);
      // The server has ended; the front door hears of it and ends too.
      door.shutdownOutput();
      forth.join();
    } catch (IOException ended) {
      // Either side went away.
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    } finally {
      transcript.end();
    }
  }

  private void forth(Socket door, Socket alien, Transcript transcript) {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = door.getInputStream();
      OutputStream out = alien.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        String text = new String(buffer, 0, count, ISO_8859_1);
        synchronized (this) {
          sent.append(text);
          notifyAll();
        }
        transcript.sent(text);
        out.write(buffer, 0, count);
      }
      alien.shutdownOutput();
    } catch (IOException ended) {
      endOutput(alien);
    }
  }

  private static void back(Socket alien, Socket door, Transcript transcript) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    InputStream in = alien.getInputStream();
    @Nullable OutputStream out = door.getOutputStream();
    for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
      transcript.received(new String(buffer, 0, count, ISO_8859_1));
      try {
        if (out != null) {
          out.write(buffer, 0, count);
        }
      } catch (IOException doorHasGone) {
        out = null;
      }
    }
  }

  private static int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException reset) {
      return -1;
    }
  }

  private static void endOutput(Socket alien) {
    try {
      alien.shutdownOutput();
    } catch (IOException ended) {
      // It has ended already.
    }
  }
}
