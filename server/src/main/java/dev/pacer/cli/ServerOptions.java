package dev.pacer.cli;

import dev.pacer.config.Settings;
import dev.pacer.config.SettingsLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of a server. Each is a setting; what is not given here comes from the environment
/// (`PACER_API_PORT` for `--api-port`), the settings file, or the default.
final class ServerOptions {
  private final Map<String, String> flags = new HashMap<>();

  @Mixin private BuildOptions builds = new BuildOptions();

  @Mixin private QuotaOptions quotas = new QuotaOptions();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file (default: pacer.yaml in the data directory, when it is there).")
  void config(@Nullable String value) {
    set("config", value);
  }

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where all state is kept (default: ~/.pacer).")
  void dataDir(@Nullable String value) {
    set("data-dir", value);
  }

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "postgresql://USER[:PASSWORD]@HOST[:PORT]/NAME (default: SQLite in the data directory).")
  void database(@Nullable String value) {
    set("database", value);
  }

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      description = "Where the database's password is (default: the variable PGPASSWORD).")
  void databasePasswordFile(@Nullable String value) {
    set("database-password-file", value);
  }

  @Option(
      names = "--api-host",
      paramLabel = "ADDRESS",
      description = "Where the API listens (default: 127.0.0.1).")
  void apiHost(@Nullable String value) {
    set("api-host", value);
  }

  @Option(
      names = "--api-port",
      paramLabel = "PORT",
      description = "The API's port; 0 takes any free one (default: 4747).")
  void apiPort(@Nullable String value) {
    set("api-port", value);
  }

  @Option(
      names = "--http-host",
      paramLabel = "ADDRESS",
      description = "Where requests to services arrive (default: 127.0.0.1).")
  void httpHost(@Nullable String value) {
    set("http-host", value);
  }

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description =
          "The port of services, for HTTP and HTTPS; 0 takes any free one (default: 8080).")
  void httpPort(@Nullable String value) {
    set("http-port", value);
  }

  @Option(
      names = "--https-port",
      paramLabel = "PORT",
      description =
          "A port of services for HTTPS alone; 0 takes any free one (default: 8443). pacer ca tells"
              + " how clients come to trust it.")
  void httpsPort(@Nullable String value) {
    set("https-port", value);
  }

  @Option(
      names = "--http-mode",
      paramLabel = "serve|redirect",
      description =
          "What becomes of plain HTTP: served, or sent to HTTPS (default: serve for .localhost"
              + " domains, else redirect).")
  void httpMode(@Nullable String value) {
    set("http-mode", value);
  }

  @Option(
      names = "--domain",
      paramLabel = "NAME",
      description = "What follows LABEL.REGION in host names (default: apprunner.localhost).")
  void domain(@Nullable String value) {
    set("domain", value);
  }

  @Option(
      names = "--engine",
      paramLabel = "docker|memory",
      description =
          "What runs instances: containers, or stand-ins inside the server for trials without an"
              + " engine (default: docker).")
  void engine(@Nullable String value) {
    set("engine", value);
  }

  @Option(
      names = "--engine-host",
      paramLabel = "URL",
      description =
          "The engine's API, unix:///… or tcp://… (default: DOCKER_HOST, else the usual sockets of"
              + " Docker and Podman).")
  void engineHost(@Nullable String value) {
    set("engine-host", value);
  }

  @Option(
      names = "--auth",
      paramLabel = "sigv4|none",
      description = "Whether callers must sign; none is for trials (default: sigv4).")
  void auth(@Nullable String value) {
    set("auth", value);
  }

  @Option(
      names = "--startup-window",
      paramLabel = "TIME",
      description = "How long a new instance may take to become healthy (default: 5m).")
  void startupWindow(@Nullable String value) {
    set("startup-window", value);
  }

  @Option(
      names = "--drain-time",
      paramLabel = "TIME",
      description = "How long requests in flight may take when instances end (default: 120s).")
  void drainTime(@Nullable String value) {
    set("drain-time", value);
  }

  @Option(
      names = "--stop-grace",
      paramLabel = "TIME",
      description = "From SIGTERM to SIGKILL when an instance ends (default: 30s).")
  void stopGrace(@Nullable String value) {
    set("stop-grace", value);
  }

  @Option(
      names = "--kept-versions",
      paramLabel = "NUMBER",
      description = "How many versions of a service are kept to go back to (default: 10).")
  void keptVersions(@Nullable String value) {
    set("kept-versions", value);
  }

  @Option(
      names = "--sleep-after",
      paramLabel = "TIME",
      description =
          "How long an instance is without requests before its processor is taken away; its memory"
              + " stays (default: 10s).")
  void sleepAfter(@Nullable String value) {
    set("sleep-after", value);
  }

  @Option(
      names = "--scale-in-after",
      paramLabel = "TIME",
      description =
          "How long an instance above MinSize is without requests before it ends (default: 60s).")
  void scaleInAfter(@Nullable String value) {
    set("scale-in-after", value);
  }

  @Option(
      names = "--dns-resolver",
      paramLabel = "HOST[:PORT]",
      description = "Who is asked about custom domains (default: the system's resolvers).")
  void dnsResolver(@Nullable String value) {
    set("dns-resolver", value);
  }

  @Option(
      names = "--poll-interval",
      paramLabel = "TIME|off",
      description =
          "How often the sources of services with automatic deployments are asked whether they"
              + " changed (default: 30s).")
  void pollInterval(@Nullable String value) {
    set("poll-interval", value);
  }

  /// All settings, from every place they can come from.
  Settings settings() {
    flags.putAll(builds.flags);
    flags.putAll(quotas.flags);
    return SettingsLoader.load(flags, System.getenv(), DataDirectoryOption.home());
  }

  /// Takes any free port in place of a usual one that is taken, unless a port was asked for.
  void preferFreePorts() {
    preferFree("api-port", 4747);
    preferFree("http-port", 8080);
    preferFree("https-port", 8443);
  }

  private void preferFree(String key, int usual) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), usual));
    } catch (IOException _) {
      flags.putIfAbsent(key, "0");
    }
  }

  private void set(String key, @Nullable String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }
}
