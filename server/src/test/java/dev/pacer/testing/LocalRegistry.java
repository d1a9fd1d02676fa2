package dev.pacer.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AuthConfig;
import dev.pacer.engine.RegistryCredentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real registry on loopback: the program of Debian's package `docker-registry`.
public final class LocalRegistry implements AutoCloseable {
  /// What the closed registry wants to see.
  public static final RegistryCredentials CREDENTIALS =
      new RegistryCredentials("ali", "open sesame");

  // The password of CREDENTIALS, as bcrypt wants it in a password file.
  private static final String PASSWORD_FILE =
      "ali:$2b$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW\n";
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/bin/docker-registry"), Path.of("/usr/bin/registry"));
  private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final String host;
  private final boolean closedToStrangers;

  private LocalRegistry(Process process, String host, boolean closedToStrangers) {
    this.process = process;
    this.host = host;
    this.closedToStrangers = closedToStrangers;
  }

  /// A registry for everybody.
  public static LocalRegistry open(Path directory) {
    return start(directory, false, "");
  }

  /// A registry for everybody that tells a URL of what is pushed.
  ///
  /// @param secret what it shows there
  public static LocalRegistry telling(Path directory, String url, String secret) {
    return start(
        directory,
        false,
        """
        notifications:
          endpoints:
            - {name: pacer, url: "%s", timeout: 5s, threshold: 5, backoff: 1s,
               headers: {Authorization: ["Bearer %s"]}}
        """
            .formatted(url, secret));
  }

  /// A registry that wants [#CREDENTIALS].
  public static LocalRegistry closed(Path directory) {
    return start(directory, true, "");
  }

  /// `127.0.0.1:PORT`.
  public String host() {
    return host;
  }

  /// Puts an image of the engine into the registry.
  public void push(String imageId, String repository, String tag) {
    DockerClient client = LocalEngine.get().client();
    String name = host + "/" + repository;
    client.tagImageCmd(imageId, name, tag).exec();
    AuthConfig authentication = new AuthConfig().withRegistryAddress(host);
    if (closedToStrangers) {
      authentication.withUsername(CREDENTIALS.username()).withPassword(CREDENTIALS.password());
    }
    try {
      client
          .pushImageCmd(name + ":" + tag)
          .withAuthConfig(authentication)
          .start()
          .awaitCompletion(2, TimeUnit.MINUTES);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupt);
    } finally {
      client.removeImageCmd(name + ":" + tag).exec();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static LocalRegistry start(Path directory, boolean closedToStrangers, String more) {
    try {
      Path configuration = configuration(directory, closedToStrangers, more);
      Process process =
          new ProcessBuilder(program().toString(), "serve", configuration.toString())
              .redirectErrorStream(true)
              .start();
      BufferedReader output = process.inputReader();
      Optional<String> port =
          output.lines().map(LocalRegistry::port).flatMap(Optional::stream).findFirst();
      // Nobody reads on otherwise, and a full pipe would stop the registry.
      Thread.startVirtualThread(() -> output.lines().forEach(_ -> {}));
      return new LocalRegistry(
          process,
          "127.0.0.1:" + port.orElseThrow(() -> new IllegalStateException("The registry ended")),
          closedToStrangers);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Optional<String> port(String line) {
    Matcher matcher = LISTENING.matcher(line);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Path configuration(Path directory, boolean closedToStrangers, String more)
      throws IOException {
    Path passwords = Files.writeString(directory.resolve("passwords"), PASSWORD_FILE);
    String authentication =
        closedToStrangers ? "auth: {htpasswd: {realm: pacer, path: %s}}".formatted(passwords) : "";
    return Files.writeString(
        directory.resolve("registry.yml"),
        """
        version: 0.1
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "127.0.0.1:0"}
        %s
        %s
        """
            .formatted(directory.resolve("storage"), authentication, more));
  }

  private static Path program() {
    return PROGRAMS.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "These tests pull from a real registry, and its program is not at "
                    + PROGRAMS
                    + ". Install Debian's package docker-registry."));
  }
}
