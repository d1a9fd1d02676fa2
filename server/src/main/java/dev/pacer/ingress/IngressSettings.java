package dev.pacer.ingress;

/// @param host the name or address to listen on
/// @param port the port for plain HTTP; 0 takes any that is free
/// @param eventLoops threads that serve connections; each connection stays on one
/// @param nativeTransport whether to use epoll where the system has it
/// @param limits see [IngressLimits]
/// @param timeouts see [IngressTimeouts]
public record IngressSettings(
    String host,
    int port,
    int eventLoops,
    boolean nativeTransport,
    IngressLimits limits,
    IngressTimeouts timeouts) {

  public IngressSettings {
    if (port < 0 || port > 65_535 || eventLoops < 1) {
      throw new IllegalArgumentException(
          "Ingress settings are out of range: port %d (0 to 65535), eventLoops %d (1 or more)"
              .formatted(port, eventLoops));
    }
  }

  /// The defaults, with an event loop for each processor.
  public static IngressSettings listeningOn(String host, int port) {
    return new IngressSettings(
        host,
        port,
        Runtime.getRuntime().availableProcessors(),
        true,
        IngressLimits.DEFAULTS,
        IngressTimeouts.DEFAULTS);
  }

  public IngressSettings withEventLoops(int count) {
    return new IngressSettings(host, port, count, nativeTransport, limits, timeouts);
  }

  public IngressSettings withNativeTransport(boolean wanted) {
    return new IngressSettings(host, port, eventLoops, wanted, limits, timeouts);
  }

  public IngressSettings withLimits(IngressLimits other) {
    return new IngressSettings(host, port, eventLoops, nativeTransport, other, timeouts);
  }

  public IngressSettings withTimeouts(IngressTimeouts other) {
    return new IngressSettings(host, port, eventLoops, nativeTransport, limits, other);
  }
}
