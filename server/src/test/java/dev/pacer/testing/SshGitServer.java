package dev.pacer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// OpenSSH's server on loopback, which gives git repositories to whoever has the key. Needs Debian's
/// `openssh-server` and `git`.
public final class SshGitServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final int port;
  private final Map<String, GitRepository> repositories = new ConcurrentHashMap<>();
  private Process process;

  private SshGitServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /// Starts one that keeps everything in an empty folder.
  ///
  /// @param keyType of the client's key, as `ssh-keygen -t` takes it
  public static SshGitServer start(Path folder, String keyType) {
    try {
      // Where the program wants an empty folder when it runs as root.
      if (System.getProperty("user.name").equals("root")) {
        Files.createDirectories(Path.of("/run/sshd"));
      }
      key(folder.resolve("client"), keyType);
      key(folder.resolve("host"), "ed25519");
      int port = freePort();
      return new SshGitServer(folder, port, run(folder, port));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void key(Path file, String type) throws IOException {
    Files.deleteIfExists(file);
    // RSA in the older form, the others in OpenSSH's own.
    String form = type.equals("rsa") ? "PEM" : "RFC4716";
    execute("ssh-keygen", "-q", "-t", type, "-m", form, "-N", "", "-f", file.toString());
  }

  private static void execute(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(Arrays.toString(command) + " failed: " + output);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupt);
    }
  }

  private static Process run(Path folder, int port) throws IOException {
    Path configuration = folder.resolve("sshd_config");
    Files.writeString(
        configuration,
        """
        ListenAddress 127.0.0.1:%d
        HostKey %s
        AuthorizedKeysFile %s
        PermitRootLogin prohibit-password
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        StrictModes no
        UsePAM no
        PidFile none
        """
            .formatted(port, folder.resolve("host"), folder.resolve("client.pub")));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sshd.log").toFile())
            .start();
    Awaitility.await().until(() -> listens(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "sshd ended: " + Files.readString(folder.resolve("sshd.log")));
    }
    return process;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// A new repository with a first commit; answers its URL.
  public String create(String name, Map<String, String> files) {
    GitRepository repository = GitRepository.create(folder.resolve(name + ".git"));
    repositories.put(name, repository);
    var _ = repository.commit(files);
    return "ssh://"
        + System.getProperty("user.name")
        + "@127.0.0.1:"
        + port
        + repository.folder().toAbsolutePath();
  }

  /// Adds or replaces files on the default branch, `main`; answers the commit's id.
  public String commit(String name, Map<String, String> files) {
    return java.util.Objects.requireNonNull(repositories.get(name)).commit(files);
  }

  /// The private key that may read.
  public String clientKey() {
    try {
      return Files.readString(folder.resolve("client"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// A private key that may not.
  public String strangersKey() {
    try {
      key(folder.resolve("stranger"), "ed25519");
      return Files.readString(folder.resolve("stranger"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Comes back at the same port with another key of its own.
  public void changeHostKey() {
    try {
      stop();
      key(folder.resolve("host"), "ed25519");
      process = run(folder, port);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void stop() {
    process.destroy();
    try {
      var _ = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    repositories.values().forEach(GitRepository::close);
  }
}
