package dev.pacer.testing.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/// A client that tries to connect until somebody listens, and then asks at once.
public final class FirstAnswer {
  private final InetSocketAddress address;
  private final LoadRequest request;

  private FirstAnswer(InetSocketAddress address, String host) {
    this.address = address;
    this.request = new LoadRequest(LoadRequest.Kind.SMALL, host, 0);
  }

  /// What is wrong with the first answer; the empty text when it is right.
  public static CompletableFuture<String> of(InetSocketAddress address, String host) {
    CompletableFuture<String> complaint = new CompletableFuture<>();
    FirstAnswer first = new FirstAnswer(address, host);
    Thread.startVirtualThread(() -> complaint.complete(first.complaint()));
    return complaint;
  }

  private String complaint() {
    while (true) {
      try (ClientSocket socket = new ClientSocket(address)) {
        request.sendHead(socket);
        return request.complaint(socket.read());
      } catch (IOException _) {
        // Nobody listens yet.
        LockSupport.parkNanos(100_000);
      }
    }
  }
}
