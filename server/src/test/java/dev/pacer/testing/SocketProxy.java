package dev.pacer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A Unix socket that hands everything on to another one, until the test cuts it: how an engine goes
/// away without stopping the one that everybody uses.
public final class SocketProxy implements AutoCloseable {
  private final Path path;
  private final Path target;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocketChannel server;
  private volatile boolean silent;

  public SocketProxy(Path path, Path target) {
    this.path = path;
    this.target = target;
  }

  public URI uri() {
    return URI.create("unix://" + path);
  }

  /// Begins to listen, again after [#cut()].
  public synchronized void listen() {
    try {
      ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      opened.bind(UnixDomainSocketAddress.of(path));
      server = opened;
      Thread.startVirtualThread(() -> accept(opened));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Makes new connections get no answer, though they are accepted.
  public void fallSilent() {
    silent = true;
  }

  /// Ends every connection and listens no more.
  public synchronized void cut() {
    try {
      if (server != null) {
        server.close();
      }
      Files.deleteIfExists(path);
      for (SocketChannel channel : open) {
        channel.close();
      }
      open.clear();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    cut();
  }

  private void accept(ServerSocketChannel listening) {
    try {
      while (true) {
        SocketChannel client = listening.accept();
        open.add(client);
        if (!silent) {
          SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(target));
          open.add(engine);
          Thread.startVirtualThread(() -> relay(client, engine));
          Thread.startVirtualThread(() -> relay(engine, client));
        }
      }
    } catch (IOException _) {
      // Cut.
    }
  }

  private void relay(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException _) {
      // One side ended or the proxy was cut.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }
}
