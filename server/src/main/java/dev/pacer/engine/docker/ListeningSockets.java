package dev.pacer.engine.docker;

import dev.pacer.engine.ListeningPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the processes of a container on this machine listen, from the kernel's socket tables.
final class ListeningSockets {
  /// Number, local address and port, remote address and port, state; 0A is LISTEN.
  private static final Pattern LISTENING =
      Pattern.compile("(?m)^\\s*\\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) \\S+ 0A ");

  // Addresses stand in the table as words of the machine's byte order, little-endian everywhere
  // where instances run.
  private static final String IPV4_LOOPBACK_END = "7F";
  private static final String IPV6_LOOPBACK = "00000000000000000000000001000000";
  private static final String MAPPED_IPV4 = "0000000000000000FFFF0000";

  /// 127.0.0.11, where the engine's own name server listens inside every container.
  private static final String ENGINES_NAME_SERVER = "0B00007F";

  private ListeningSockets() {}

  /// @param processes where the kernel shows processes, `/proc`
  /// @param processId the container's first process as the engine names it
  /// @param containerId proves that the process with that number is the container's: the engine may
  ///     be in another namespace or on another machine
  /// @return empty when it cannot be found out
  static Optional<List<ListeningPort>> of(Path processes, long processId, String containerId) {
    Path process = processes.resolve(Long.toString(processId));
    try {
      if (!Files.readString(process.resolve("cgroup")).contains(containerId)) {
        return Optional.empty();
      }
      String ipv4 = Files.readString(process.resolve("net/tcp"));
      Path ipv6 = process.resolve("net/tcp6");
      return Optional.of(parsed(Files.exists(ipv6) ? ipv4 + Files.readString(ipv6) : ipv4));
    } catch (IOException | SecurityException _) {
      return Optional.empty();
    }
  }

  /// Reads the text of one or more tables. Pure.
  static List<ListeningPort> parsed(String tables) {
    TreeMap<Integer, Boolean> loopbackOnly = new TreeMap<>();
    Matcher matcher = LISTENING.matcher(tables);
    while (matcher.find()) {
      String address = matcher.group(1);
      if (!address.equals(ENGINES_NAME_SERVER)) {
        int port = Integer.parseInt(matcher.group(2), 16);
        loopbackOnly.merge(port, isLoopback(address), (a, b) -> a && b);
      }
    }
    return loopbackOnly.entrySet().stream()
        .map(entry -> new ListeningPort(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static boolean isLoopback(String address) {
    boolean ipv4 = address.length() == 8 || address.startsWith(MAPPED_IPV4);
    return ipv4 ? address.endsWith(IPV4_LOOPBACK_END) : address.equals(IPV6_LOOPBACK);
  }
}
