package dev.pacer.config;

import dev.pacer.config.Settings.Authentication;
import dev.pacer.config.Settings.EngineKind;
import dev.pacer.config.Settings.HttpMode;
import dev.pacer.support.DatabaseAddress;
import dev.pacer.support.Durations;
import dev.pacer.support.Quotas;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads all settings: flag, else environment, else `pacer.yaml`, else the default. A key that
/// nobody knows stops the start, because a misspelt setting would otherwise be silently ignored.
public final class SettingsLoader {
  private static final Set<String> KEYS =
      Set.of(
          "data-dir",
          "database",
          "database-password-file",
          "api-host",
          "api-port",
          "auth",
          "http-host",
          "http-port",
          "https-port",
          "http-mode",
          "domain",
          "engine",
          "engine-host",
          "registries",
          "startup-window",
          "drain-time",
          "stop-grace",
          "kept-versions",
          "sleep-after",
          "scale-in-after",
          "dns-resolver",
          "build-time",
          "build-cpu",
          "build-memory",
          "build-disk",
          "build-authorities",
          "build-variables",
          "git-file-urls",
          "git-submodules",
          "poll-interval",
          "quota-services",
          "quota-connections",
          "quota-auto-scaling-configurations",
          "quota-auto-scaling-revisions",
          "quota-observability-configurations",
          "quota-observability-revisions",
          "quota-vpc-connectors",
          "quota-vpc-ingress-connections",
          "quota-custom-domains",
          "quota-instances");

  private static final int DNS_PORT = 53;

  /// Where Linux distributions keep the certificate authorities that the machine trusts.
  private static final List<Path> USUAL_AUTHORITIES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private final Source source;
  private final SettingsFile file;

  private SettingsLoader(Source source, SettingsFile file) {
    this.source = source;
    this.file = file;
  }

  /// Loads the settings of a server.
  ///
  /// @param flags what the command line gave, by key without dashes in front
  /// @param environment the process's variables
  /// @param home where `.pacer` is looked for when no data directory is named
  /// @throws SettingsException when a value cannot be used or a key is unknown
  public static Settings load(
      Map<String, String> flags, Map<String, String> environment, Path home) {
    Path dataDirectory = dataDirectory(flags, environment, home);
    Optional<Path> named =
        Optional.ofNullable(flags.getOrDefault("config", environment.get("PACER_CONFIG")))
            .map(Path::of);
    SettingsFile file = SettingsFile.read(named, dataDirectory.resolve("pacer.yaml"));
    Source source = new Source(flags, environment, file.scalars());
    Set<String> unknown = source.unknown(KEYS);
    if (!unknown.isEmpty()) {
      throw new SettingsException(
          "Unknown setting: " + String.join(", ", unknown) + ". Known are " + knownKeys() + ".");
    }
    return new SettingsLoader(source, file).settings(dataDirectory);
  }

  /// The names of all settings.
  public static Set<String> keys() {
    return KEYS;
  }

  /// Where the state is: what clients of a running server need to know.
  public static Path dataDirectory(
      Map<String, String> flags, Map<String, String> environment, Path home) {
    return new Source(flags, environment, Map.of())
        .find("data-dir")
        .map(found -> Path.of(found.text()))
        .orElse(home.resolve(".pacer"))
        .toAbsolutePath()
        .normalize();
  }

  private Settings settings(Path dataDirectory) {
    String domain = text("domain", "apprunner.localhost").toLowerCase(Locale.ROOT);
    return new Settings(
        dataDirectory,
        source.find("database").map(this::database),
        new Settings.Api(
            text("api-host", "127.0.0.1"),
            port("api-port", 4747),
            choice("auth", Authentication.class, Authentication.SIGV4)),
        new Settings.FrontDoor(
            text("http-host", "127.0.0.1"),
            port("http-port", 8080),
            port("https-port", 8443),
            choice("http-mode", HttpMode.class, HttpMode.usualFor(domain)),
            domain),
        new Settings.Engine(
            choice("engine", EngineKind.class, EngineKind.DOCKER), text("engine-host", "")),
        file.registries(),
        duration("startup-window", Duration.ofMinutes(5)),
        duration("drain-time", Duration.ofSeconds(120)),
        duration("stop-grace", Duration.ofSeconds(30)),
        number("kept-versions", 10, 1, 1_000),
        duration("sleep-after", Duration.ofSeconds(10)),
        duration("scale-in-after", Duration.ofSeconds(60)),
        source.find("dns-resolver").map(SettingsLoader::address),
        builds(),
        pollInterval(),
        quotas());
  }

  private Settings.Builds builds() {
    return new Settings.Builds(
        duration("build-time", Duration.ofMinutes(15)),
        number("build-cpu", 2_048, 128, 1 << 20),
        number("build-memory", 4_096, 64, 1 << 20),
        number("build-disk", 10_240, 64, 1 << 24),
        file.buildVariables(),
        authorities(),
        isOn("git-file-urls"),
        isOn("git-submodules"));
  }

  private Optional<Duration> pollInterval() {
    Optional<Source.Found> found = source.find("poll-interval");
    if (found.isEmpty()) {
      return Optional.of(Duration.ofSeconds(30));
    }
    if (found.get().text().strip().equals("off")) {
      return Optional.empty();
    }
    return Optional.of(
        Durations.parse(found.get().text())
            .filter(Duration::isPositive)
            .orElseThrow(() -> unusable(found.get(), "a time such as 10s, 30s or 5m, or off")));
  }

  private Optional<Path> authorities() {
    Optional<Source.Found> named = source.find("build-authorities");
    if (named.isEmpty()) {
      return USUAL_AUTHORITIES.stream().filter(Files::isReadable).findFirst();
    }
    if (named.get().text().strip().equals("off")) {
      return Optional.empty();
    }
    Path wanted = Path.of(named.get().text().strip());
    if (!Files.isReadable(wanted)) {
      throw unusable(named.get(), "a readable file of certificates, or off");
    }
    return Optional.of(wanted);
  }

  /// A switch that is off unless it was switched on.
  private boolean isOn(String key) {
    return choice(key, Switch.class, Switch.OFF) == Switch.ON;
  }

  private enum Switch {
    ON,
    OFF
  }

  private DatabaseAddress database(Source.Found found) {
    return DatabaseUrl.parse(found.text(), found.where(), this::databasePassword);
  }

  /// From the file, else from where PostgreSQL's own programs take it.
  private String databasePassword() {
    Optional<Source.Found> file = source.find("database-password-file");
    if (file.isEmpty()) {
      return source.environment().getOrDefault("PGPASSWORD", "");
    }
    try {
      return Files.readString(Path.of(file.get().text())).strip();
    } catch (IOException | InvalidPathException unreadable) {
      throw new SettingsException(
          "The file " + file.get().text() + " of " + file.get().where() + " cannot be read.",
          unreadable);
    }
  }

  private static InetSocketAddress address(Source.Found found) {
    try {
      URI uri = new URI("dns://" + found.text().strip());
      String host = uri.getHost();
      if (host != null && uri.getPath().isEmpty()) {
        return new InetSocketAddress(host, uri.getPort() < 0 ? DNS_PORT : uri.getPort());
      }
    } catch (URISyntaxException | IllegalArgumentException _) {
      // Told below, with the same words.
    }
    throw unusable(found, "an address such as 127.0.0.1:53");
  }

  private Quotas quotas() {
    Quotas usual = Quotas.APP_RUNNER;
    return new Quotas(
        quota("services", usual.services()),
        quota("connections", usual.connections()),
        quota("auto-scaling-configurations", usual.autoScalingConfigurations()),
        quota("auto-scaling-revisions", usual.autoScalingRevisions()),
        quota("observability-configurations", usual.observabilityConfigurations()),
        quota("observability-revisions", usual.observabilityRevisions()),
        quota("vpc-connectors", usual.vpcConnectors()),
        quota("vpc-ingress-connections", usual.vpcIngressConnections()),
        quota("custom-domains", usual.customDomains()),
        quota("instances", usual.instances()));
  }

  private int quota(String of, int usual) {
    return number("quota-" + of, usual, 1, 1_000_000);
  }

  private String text(String key, String otherwise) {
    return source.find(key).map(Source.Found::text).orElse(otherwise);
  }

  private int port(String key, int otherwise) {
    return number(key, otherwise, 0, 65_535);
  }

  private int number(String key, int otherwise, int least, int most) {
    Optional<Source.Found> found = source.find(key);
    if (found.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(found.get().text().strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, with the same words.
    }
    throw unusable(found.get(), "a whole number from " + least + " to " + most);
  }

  private Duration duration(String key, Duration otherwise) {
    return source
        .find(key)
        .map(found ->
            Durations.parse(found.text())
                .orElseThrow(() -> unusable(found, "a time such as 500ms, 30s, 5m or 1h")))
        .orElse(otherwise);
  }

  private <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    Optional<Source.Found> found = source.find(key);
    if (found.isEmpty()) {
      return otherwise;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(found.get().text().strip())) {
        return constant;
      }
    }
    throw unusable(found.get(), choices(type));
  }

  private static String choices(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }

  private static SettingsException unusable(Source.Found found, String wanted) {
    return new SettingsException(
        "The value '"
            + found.text()
            + "' of "
            + found.where()
            + " cannot be used; it must be "
            + wanted
            + ".");
  }

  private static String knownKeys() {
    return KEYS.stream().sorted().collect(Collectors.joining(", "));
  }
}
