package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;

/// What a failure inside JGit means for the user. JGit's own sentences are not shown: they name files and
/// URLs of this machine.
final class GitFailures {
  private GitFailures() {}

  /// @param withCredentials whether the conversation had any
  static GitException of(Throwable failure, Conversation conversation, boolean withCredentials) {
    List<Throwable> chain = chain(failure);
    String where = conversation.url().text();
    return conversation
        .refusal()
        .or(() -> first(chain, GitException.class))
        .or(() -> ofContent(chain, where, failure))
        .or(() -> ofStatus(conversation.status(), where, withCredentials, failure))
        .or(() -> ofSsh(chain, where, withCredentials, failure))
        .or(() -> ofNetwork(chain, conversation.url(), failure))
        .orElseGet(() ->
            new GitException(
                Kind.OTHER,
                "The repository "
                    + where
                    + " could not be read; the server's log says more. Try again later.",
                failure));
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable one = failure; one != null && !chain.contains(one); one = one.getCause()) {
      chain.add(one);
    }
    return chain;
  }

  private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
    return first(chain, type).isPresent();
  }

  private static Optional<GitException> ofContent(
      List<Throwable> chain, String where, Throwable failure) {
    if (has(chain, TooLargeObjectInPackException.class)) {
      return found(
          Kind.TOO_LARGE,
          "A file of the repository " + where + " is too large. Make it smaller.",
          failure);
    }
    if (has(chain, MissingObjectException.class)) {
      return found(
          Kind.OTHER,
          "The repository " + where + " is damaged: objects of the commit are missing.",
          failure);
    }
    return Optional.empty();
  }

  private static Optional<GitException> ofStatus(
      int status, String where, boolean withCredentials, Throwable failure) {
    return switch (status) {
      case 401, 403 -> found(Kind.CREDENTIALS, credentials(where, withCredentials), failure);
      case 407 ->
          found(
              Kind.UNREACHABLE,
              "The http proxy of this server wants a login. The operator puts it into the proxy's"
                  + " URL.",
              failure);
      case 404, 410 -> found(Kind.NOT_FOUND, notFound(where, withCredentials), failure);
      case 429, 500, 502, 503, 504 ->
          found(
              Kind.UNREACHABLE,
              "The server of " + where + " answers with status " + status + ". Try again later.",
              failure);
      default -> Optional.empty();
    };
  }

  private static Optional<GitException> ofSsh(
      List<Throwable> chain, String where, boolean withCredentials, Throwable failure) {
    boolean noMoreMethods =
        first(chain, SshException.class)
            .filter(one ->
                one.getDisconnectCode()
                    == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE)
            .isPresent();
    if (noMoreMethods) {
      return found(Kind.CREDENTIALS, credentials(where, withCredentials), failure);
    }
    if (has(chain, NoRemoteRepositoryException.class)) {
      return found(Kind.NOT_FOUND, notFound(where, withCredentials), failure);
    }
    return Optional.empty();
  }

  private static Optional<GitException> ofNetwork(
      List<Throwable> chain, GitUrl url, Throwable failure) {
    String server = "The server " + url.host();
    if (has(chain, UnknownHostException.class) || has(chain, UnresolvedAddressException.class)) {
      return found(
          Kind.UNREACHABLE,
          server + " is unknown: its name has no address. Check the repository's URL.",
          failure);
    }
    if (has(chain, SSLException.class)) {
      return found(
          Kind.UNREACHABLE,
          server
              + " shows a certificate that is not trusted, or no TLS. For a company's own authority"
              + " the operator adds it to this machine (update-ca-certificates).",
          failure);
    }
    if (has(chain, ConnectException.class) || has(chain, NoRouteToHostException.class)) {
      return found(
          Kind.UNREACHABLE,
          server + " takes no connection at port " + url.effectivePort() + ". Try again later.",
          failure);
    }
    if (has(chain, SocketException.class)
        || has(chain, InterruptedIOException.class)
        || has(chain, SshException.class)) {
      return found(
          Kind.UNREACHABLE,
          server + " broke the connection off or fell silent. Try again later.",
          failure);
    }
    return Optional.empty();
  }

  private static String credentials(String where, boolean given) {
    return given
        ? "The server refuses the connection's credentials for "
            + where
            + ". Check that they are right, not expired, and may read the repository."
        : "The repository "
            + where
            + " wants credentials. Give the service a connection with them.";
  }

  private static String notFound(String where, boolean given) {
    return given
        ? "There is no repository "
            + where
            + ", or the connection's credentials may not see it. Check the URL."
        : "There is no repository "
            + where
            + ". Check the URL; if it is private, give the service a connection with credentials.";
  }

  private static Optional<GitException> found(Kind kind, String message, Throwable cause) {
    return Optional.of(new GitException(kind, message, cause));
  }
}
