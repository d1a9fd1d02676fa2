package dev.pacer.source.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// TLS through an http proxy, with `CONNECT` (RFC 9110, section 9.3.6). The JDK's own tunnel does not take
/// a login of the Basic kind, and would show it to the server behind.
final class Tunnel extends SSLSocketFactory {
  private static final int LONGEST_HEAD = 16 << 10;

  private final SSLSocketFactory tls;
  private final InetSocketAddress proxy;
  private final Optional<String> authorization;
  private final Conversation conversation;

  Tunnel(
      SSLSocketFactory tls,
      Proxy proxy,
      Optional<String> authorization,
      Conversation conversation) {
    this.tls = tls;
    this.proxy = (InetSocketAddress) proxy.address();
    this.authorization = authorization;
    this.conversation = conversation;
  }

  /// A socket that, when it connects, does so by way of the proxy.
  @Override
  public Socket createSocket() {
    return new ByProxy();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return tls.createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(InetSocketAddress.createUnresolved(host, port));
    return tls.createSocket(socket, host, port, true);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return createSocket(address.getHostAddress(), port);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  private final class ByProxy extends Socket {
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      InetSocketAddress target = (InetSocketAddress) endpoint;
      super.connect(proxy, timeout);
      setSoTimeout(timeout);
      String authority = target.getHostString() + ":" + target.getPort();
      String head =
          "CONNECT "
              + authority
              + " HTTP/1.1\r\nHost: "
              + authority
              + "\r\n"
              + authorization.map(value -> "Proxy-Authorization: " + value + "\r\n").orElse("")
              + "\r\n";
      getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      int status = status(getInputStream());
      if (status != 200) {
        close();
        conversation.answered(status);
        throw new IOException("the proxy answers with status " + status);
      }
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }
  }

  private static int status(InputStream stream) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = stream.read();
      if (one < 0 || head.length() > LONGEST_HEAD) {
        throw new IOException("the proxy gives no answer");
      }
      head.append((char) one);
    }
    String[] words = head.toString().split("[ \r]", 3);
    return words.length < 2 || !words[1].matches("\\d{3}") ? 0 : Integer.parseInt(words[1]);
  }
}
