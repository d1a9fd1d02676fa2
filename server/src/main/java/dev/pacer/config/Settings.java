package dev.pacer.config;

import dev.pacer.registry.RegistrySettings;
import dev.pacer.support.DatabaseAddress;
import dev.pacer.support.Quotas;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Everything that can be set about a server, read once at its start.
///
/// @param dataDirectory where all state is kept
/// @param database the PostgreSQL database; SQLite in the data directory when empty
/// @param api where and how the API listens
/// @param frontDoor where requests to services arrive
/// @param engine what runs the instances
/// @param registries where images really come from, and with which credentials
/// @param startupWindow how long a new instance may take to become healthy
/// @param drainTime how long requests in flight may take when their instance retires
/// @param stopGrace from SIGTERM to SIGKILL when an instance is stopped
/// @param keptVersions how many versions of a service are kept to go back to
/// @param sleepAfter quiet time after which an instance's processor is taken away
/// @param scaleInAfter quiet time after which an instance above MinSize is removed
/// @param dnsResolver who is asked for the records of custom domains; the system's ones when empty
/// @param builds how source code becomes images
/// @param pollInterval how often sources are asked whether they changed; never when empty
/// @param quotas how much of everything an account may have in a region
public record Settings(
    Path dataDirectory,
    Optional<DatabaseAddress> database,
    Api api,
    FrontDoor frontDoor,
    Engine engine,
    RegistrySettings registries,
    Duration startupWindow,
    Duration drainTime,
    Duration stopGrace,
    int keptVersions,
    Duration sleepAfter,
    Duration scaleInAfter,
    Optional<InetSocketAddress> dnsResolver,
    Builds builds,
    Optional<Duration> pollInterval,
    Quotas quotas) {

  /// @param port 0 takes any free port
  public record Api(String host, int port, Authentication authentication) {}

  /// Whether callers must sign their requests.
  public enum Authentication {
    /// AWS Signature Version 4, verified.
    SIGV4,
    /// Every caller is the server's own account. For trials on a machine of one's own.
    NONE
  }

  /// @param httpPort takes HTTP and HTTPS; 0 takes any free port
  /// @param httpsPort takes HTTPS alone; 0 takes any free port
  /// @param domain what follows label and region in a service's host name
  public record FrontDoor(
      String host, int httpPort, int httpsPort, HttpMode httpMode, String domain) {}

  /// What becomes of requests to services that come in the clear.
  public enum HttpMode {
    SERVE,
    /// They are answered with where HTTPS is.
    REDIRECT;

    /// Names of this machine lead nowhere else, so nobody can listen on the way.
    static HttpMode usualFor(String domain) {
      return domain.equals("localhost") || domain.endsWith(".localhost") ? SERVE : REDIRECT;
    }
  }

  /// @param host the engine's API as a URL (`unix:///…` or `tcp://…`); empty to look for it
  public record Engine(EngineKind kind, String host) {}

  /// How source code becomes images.
  ///
  /// @param time for one build
  /// @param cpuUnits processor time of one build in 1/1024 of one core
  /// @param memoryMebibytes memory of one build
  /// @param diskMebibytes what one build may write
  /// @param variables for the commands of every build, such as a package manager's mirror or a proxy
  /// @param authorities a file with the certificate authorities that builds and git trust; empty for what
  ///     images come with
  /// @param fileUrls whether repositories may be folders of this machine
  /// @param submodules whether the submodules of repositories are fetched
  public record Builds(
      Duration time,
      int cpuUnits,
      int memoryMebibytes,
      int diskMebibytes,
      Map<String, String> variables,
      Optional<Path> authorities,
      boolean fileUrls,
      boolean submodules) {

    public Builds {
      variables = Map.copyOf(variables);
    }
  }

  /// What runs the instances.
  public enum EngineKind {
    DOCKER,
    MEMORY
  }
}
