package dev.pacer.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/// Puts what a socket threw into words for the person who reads the log of a deployment.
final class FailureText {
  private FailureText() {}

  static String of(IOException failure, Duration timeout) {
    return switch (failure) {
      case SocketTimeoutException _ -> "no answer within " + seconds(timeout);
      case ConnectException _ -> "connection refused";
      case NoRouteToHostException _ -> "no route to the instance";
      default -> {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        yield message.contains("reset") || message.contains("broken pipe")
            ? "connection reset by the instance"
            : "connection failed (" + failure.getMessage() + ")";
      }
    };
  }

  private static String seconds(Duration timeout) {
    return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
  }
}
