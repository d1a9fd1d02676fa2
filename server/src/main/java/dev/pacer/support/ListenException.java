package dev.pacer.support;

import java.net.InetSocketAddress;

/// A listener could not take its address. The message names address and port and says what to do.
public final class ListenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private ListenException(String message, Throwable cause) {
    super(message, cause);
  }

  /// @param address where something was to listen
  public static ListenException of(InetSocketAddress address, Throwable cause) {
    String place = "port " + address.getPort() + " on " + address.getHostString();
    return new ListenException("Cannot listen on " + place + ": " + advice(address, cause), cause);
  }

  private static String advice(InetSocketAddress address, Throwable cause) {
    String reason = String.valueOf(cause.getMessage());
    if (address.isUnresolved()) {
      return "the host name is unknown. Use an address of this machine.";
    }
    if (reason.contains("in use")) {
      return "it is already in use. Stop the program that uses it, or choose another port (0 takes any that is"
          + " free).";
    }
    if (reason.contains("ermission denied")) {
      return "permission denied. Choose a port above 1023, or allow this process to use lower ones.";
    }
    if (reason.contains("assign requested address")) {
      return "this machine does not have that address. Use one of its own addresses.";
    }
    return reason;
  }
}
