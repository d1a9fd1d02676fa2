package dev.pacer.source.git;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Which hosts are inside: this machine, its link, private networks. A repository must not make the
/// server ask there by naming a submodule or a redirect.
///
/// The names are resolved here and once more when connecting; whoever answers differently the second time
/// gets past. Submodules carry no credentials then and show nothing but a git repository's content.
final class InternalAddresses {
  private InternalAddresses() {}

  /// Whether any address of a host is inside. One that has no address is not.
  static boolean isInternal(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      for (InetAddress address : InetAddress.getAllByName(bare)) {
        if (isInternal(address)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  static boolean isInternal(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> isInternal(bytes);
      case Inet6Address _ -> isUniqueLocal(bytes) || isCompatible(bytes);
      default -> true;
    };
  }

  // 0.0.0.0/8, 100.64.0.0/10 (RFC 6598), 192.0.0.0/24, 240.0.0.0/4; the JDK knows the others.
  private static boolean isInternal(byte[] four) {
    int first = four[0] & 0xff;
    int second = four[1] & 0xff;
    return first == 0
        || (first == 100 && (second & 0xc0) == 64)
        || (first == 192 && second == 0 && four[2] == 0)
        || first >= 240;
  }

  // fc00::/7, RFC 4193.
  private static boolean isUniqueLocal(byte[] sixteen) {
    return (sixteen[0] & 0xfe) == 0xfc;
  }

  // IPv4 in IPv6's clothes: ::a.b.c.d, 64:ff9b::/96 and 2002::/16 reach what the four bytes say.
  private static boolean isCompatible(byte[] sixteen) {
    boolean translated = sixteen[0] == 0 && sixteen[1] == 0x64;
    boolean sixToFour = sixteen[0] == 0x20 && sixteen[1] == 0x02;
    boolean zeros = true;
    for (int index = 0; index < 12; index++) {
      zeros &= sixteen[index] == 0;
    }
    return translated || sixToFour || zeros;
  }
}
