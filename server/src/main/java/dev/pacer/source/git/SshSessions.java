package dev.pacer.source.git;

import dev.pacer.connection.Credentials;
import dev.pacer.source.git.GitException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/// Opens the ssh session of one conversation: with the connection's key or password and nothing of this
/// machine's user, no configuration, no keys, no agent.
final class SshSessions extends SshSessionFactory implements AutoCloseable {
  private final SshdSessionFactory sessions;
  private final Conversation conversation;

  /// @param emptyFolder stands for a home
  SshSessions(
      Conversation conversation,
      Optional<Credentials> credentials,
      Path knownHosts,
      Path emptyFolder) {
    this.conversation = conversation;
    List<KeyPair> keys = keys(credentials);
    boolean password = credentials.filter(Credentials.UserPassword.class::isInstance).isPresent();
    this.sessions =
        new SshdSessionFactoryBuilder()
            .setHomeDirectory(emptyFolder.toFile())
            .setSshDirectory(emptyFolder.toFile())
            .setConfigStoreFactory((_, _, _) -> null)
            .setDefaultKeysProvider(_ -> keys)
            .setServerKeyDatabase((_, _) -> new HostKeys(knownHosts, conversation))
            .setPreferredAuthentications(password ? "password,keyboard-interactive" : "publickey")
            .setConnectorFactory(null)
            .build(null);
  }

  private static List<KeyPair> keys(Optional<Credentials> credentials) {
    if (!(credentials.orElse(null) instanceof Credentials.SshKey key)) {
      return List.of();
    }
    byte[] bytes = (key.privateKey().strip() + "\n").getBytes(StandardCharsets.UTF_8);
    List<KeyPair> pairs = new ArrayList<>();
    try {
      Iterable<KeyPair> found =
          SecurityUtils.loadKeyPairIdentities(
              null,
              NamedResource.ofName("the connection's key"),
              new ByteArrayInputStream(bytes),
              FilePasswordProvider.EMPTY);
      if (found != null) {
        found.forEach(pairs::add);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException _) {
      // The cause may quote the key.
    }
    if (pairs.isEmpty()) {
      throw new GitException(
          Kind.CREDENTIALS,
          "The connection's ssh key cannot be read. Give it a private key in PEM or OpenSSH form"
              + " without a passphrase.");
    }
    return pairs;
  }

  @Override
  public RemoteSession getSession(
      URIish uri, @Nullable CredentialsProvider provider, FS files, int milliseconds)
      throws TransportException {
    return new Session(sessions.getSession(uri, provider, files, milliseconds));
  }

  @Override
  public String getType() {
    return sessions.getType();
  }

  @Override
  public void close() {
    sessions.close();
  }

  private final class Session implements RemoteSession2 {
    private final RemoteSession2 session;

    Session(RemoteSession2 session) {
      this.session = session;
    }

    @Override
    public Process exec(String command, int seconds) throws IOException {
      return new Counted(session.exec(command, seconds));
    }

    @Override
    public Process exec(String command, Map<String, String> environment, int seconds)
        throws IOException {
      return new Counted(session.exec(command, environment, seconds));
    }

    @Override
    public void disconnect() {
      session.disconnect();
    }
  }

  private final class Counted extends Process {
    private final Process process;
    private final InputStream output;

    Counted(Process process) {
      this.process = process;
      this.output = conversation.counted(process.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() {
      return process.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return output;
    }

    @Override
    public InputStream getErrorStream() {
      return process.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
      return process.waitFor();
    }

    @Override
    public int exitValue() {
      return process.exitValue();
    }

    @Override
    public void destroy() {
      process.destroy();
    }
  }
}
