package dev.pacer.ingress;

/// @param host the name or address to listen on
/// @param port the port that takes HTTP and HTTPS; 0 takes any that is free
/// @param httpsPort the port for HTTPS alone; 0 takes any that is free
/// @param plainHttp what becomes of HTTP in the clear
/// @param eventLoops threads that serve connections; each connection stays on one
/// @param nativeTransport whether to use epoll where the system has it. Off by default: with Netty 4.2.18 a
///     socket that rests is now and then lost to epoll, and the answer on it with it (`LeakCheckIT` shows it)
/// @param nativeTls whether to use BoringSSL where the system has it
/// @param limits see [IngressLimits]
/// @param timeouts see [IngressTimeouts]
public record IngressSettings(
    String host,
    int port,
    int httpsPort,
    PlainHttp plainHttp,
    int eventLoops,
    boolean nativeTransport,
    boolean nativeTls,
    IngressLimits limits,
    IngressTimeouts timeouts) {

  public IngressSettings {
    if (!isPort(port) || !isPort(httpsPort) || eventLoops < 1) {
      throw new IllegalArgumentException(
          "Ingress settings are out of range: ports %d and %d (0 to 65535), eventLoops %d (1 or more)"
              .formatted(port, httpsPort, eventLoops));
    }
  }

  /// The defaults, with an event loop for each processor and any port for HTTPS.
  public static IngressSettings listeningOn(String host, int port) {
    return new IngressSettings(
        host,
        port,
        0,
        PlainHttp.SERVE,
        Runtime.getRuntime().availableProcessors(),
        false,
        true,
        IngressLimits.DEFAULTS,
        IngressTimeouts.DEFAULTS);
  }

  public IngressSettings withHttpsPort(int other) {
    return new IngressSettings(
        host, port, other, plainHttp, eventLoops, nativeTransport, nativeTls, limits, timeouts);
  }

  public IngressSettings withPlainHttp(PlainHttp wanted) {
    return new IngressSettings(
        host, port, httpsPort, wanted, eventLoops, nativeTransport, nativeTls, limits, timeouts);
  }

  public IngressSettings withEventLoops(int count) {
    return new IngressSettings(
        host, port, httpsPort, plainHttp, count, nativeTransport, nativeTls, limits, timeouts);
  }

  public IngressSettings withNativeTransport(boolean wanted) {
    return new IngressSettings(
        host, port, httpsPort, plainHttp, eventLoops, wanted, nativeTls, limits, timeouts);
  }

  public IngressSettings withNativeTls(boolean wanted) {
    return new IngressSettings(
        host, port, httpsPort, plainHttp, eventLoops, nativeTransport, wanted, limits, timeouts);
  }

  public IngressSettings withLimits(IngressLimits other) {
    return new IngressSettings(
        host, port, httpsPort, plainHttp, eventLoops, nativeTransport, nativeTls, other, timeouts);
  }

  public IngressSettings withTimeouts(IngressTimeouts other) {
    return new IngressSettings(
        host, port, httpsPort, plainHttp, eventLoops, nativeTransport, nativeTls, limits, other);
  }

  private static boolean isPort(int number) {
    return number >= 0 && number <= 65_535;
  }
}
