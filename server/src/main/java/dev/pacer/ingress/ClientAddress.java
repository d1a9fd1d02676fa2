package dev.pacer.ingress;

import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The address a connection comes from, as `X-Forwarded-For` shows it.
final class ClientAddress {
  private ClientAddress() {}

  /// The IPv4 or IPv6 address without port and zone; `unknown` when the client is gone already.
  static String text(SocketChannel channel) {
    InetSocketAddress remote = channel.remoteAddress();
    InetAddress address = remote == null ? null : remote.getAddress();
    if (address == null) {
      return "unknown";
    }
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
