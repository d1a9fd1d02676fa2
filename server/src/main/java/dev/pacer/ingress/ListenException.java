package dev.pacer.ingress;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The front door cannot listen where it was told to. The message says where, why and what to do.
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ListenException(String host, int port, @Nullable Throwable cause) {
    super(message(host, port, cause), cause);
  }

  private static String message(String host, int port, @Nullable Throwable cause) {
    String reason = cause == null ? "" : String.valueOf(cause.getMessage());
    return "Cannot listen on %s port %d: %s".formatted(host, port, advice(port, reason));
  }

  private static String advice(int port, String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    if (text.contains("in use")) {
      return "another program listens there already. Stop it, or choose another port (0 takes any that is free).";
    }
    if (text.contains("denied")) {
      return "not permitted. Ports below 1024 need root or CAP_NET_BIND_SERVICE; choose a port above 1023 otherwise.";
    }
    if (text.contains("assign") || text.contains("unresolved")) {
      return "this machine has no such address. Choose one of its own, or 0.0.0.0 for all of them.";
    }
    return "%s. Choose another address or port than %d.".formatted(reason, port);
  }
}
