package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of ssh servers: the first that a server shows is trusted and remembered, in a file as
/// OpenSSH's `known_hosts`; another one later is refused.
final class HostKeys implements ServerKeyDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(HostKeys.class);
  // One at a time writes, whichever conversation it is for.
  private static final Object FILE = new Object();

  private final Path file;
  private final Conversation conversation;

  HostKeys(Path file, Conversation conversation) {
    this.file = file;
    this.conversation = conversation;
  }

  @Override
  public List<PublicKey> lookup(
      String connectAddress, InetSocketAddress remoteAddress, Configuration configuration) {
    synchronized (FILE) {
      return known();
    }
  }

  @Override
  public boolean accept(
      String connectAddress,
      InetSocketAddress remoteAddress,
      PublicKey serverKey,
      Configuration configuration,
      @Nullable CredentialsProvider provider) {
    synchronized (FILE) {
      List<PublicKey> known = known();
      if (known.isEmpty()) {
        return remember(serverKey);
      }
      if (KeyUtils.findMatchingKey(serverKey, known) != null) {
        return true;
      }
      var _ =
          conversation.refuse(
              new GitException(
                  Kind.OTHER,
                  "The ssh server "
                      + host()
                      + " shows another key than before, so that it may be another server. If its key"
                      + " was really changed, the operator removes its line from "
                      + file
                      + "."));
      return false;
    }
  }

  private String host() {
    GitUrl url = conversation.url();
    return url.port() < 0 ? url.host() : "[" + url.host() + "]:" + url.port();
  }

  private List<PublicKey> known() {
    List<PublicKey> keys = new ArrayList<>();
    try {
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        int blank = line.indexOf(' ');
        if (blank > 0 && line.substring(0, blank).equals(host())) {
          keys.add(
              PublicKeyEntry.parsePublicKeyEntry(line.substring(blank + 1))
                  .resolvePublicKey(null, null, null));
        }
      }
      return keys;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException failure) {
      throw new GitException(
          Kind.OTHER, "The file " + file + " of known ssh servers cannot be read.", failure);
    }
  }

  private boolean remember(PublicKey key) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      String line = host() + " " + PublicKeyEntry.toString(key) + "\n";
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      LOG.info(
          "The ssh server {} is trusted from now on by its key {}",
          host(),
          KeyUtils.getFingerPrint(key));
      return true;
    } catch (IOException failure) {
      var _ =
          conversation.refuse(
              new GitException(
                  Kind.OTHER,
                  "The key of the ssh server " + host() + " cannot be remembered in " + file + ".",
                  failure));
      return false;
    }
  }
}
