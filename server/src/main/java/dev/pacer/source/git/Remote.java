package dev.pacer.source.git;

import dev.pacer.connection.Credentials;
import dev.pacer.source.git.GitException.Kind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/// A repository at the other end of http or ssh. For one thread.
final class Remote {
  /// How long a server may stay silent.
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /// How far back a commit is looked for behind its branch, when the server gives none by its id.
  private static final int HISTORY = 200;

  private final GitUrl url;
  private final Optional<Credentials> credentials;
  private final Allowance allowance;
  private final GitSettings settings;
  private final TrustedAuthorities authorities;
  private final Path folder;

  /// @param folder an empty one, which stands for a home
  Remote(
      GitUrl url,
      Optional<Credentials> credentials,
      Allowance allowance,
      GitSettings settings,
      TrustedAuthorities authorities,
      Path folder) {
    this.url = url;
    this.credentials = credentials;
    this.allowance = allowance;
    this.settings = settings;
    this.authorities = authorities;
    this.folder = folder;
  }

  /// What a conversation is about.
  @FunctionalInterface
  private interface Talk<T> {
    T with(FetchConnection connection) throws IOException;
  }

  /// The id at the tip of a ref, without fetching anything; nothing when there is no such ref.
  Optional<String> tip(String ref) {
    return talk(null, 0, false, ref, connection -> idOf(connection, ref).map(ObjectId::name));
  }

  private static Optional<ObjectId> idOf(FetchConnection connection, String name) {
    return Optional.ofNullable(connection.getRef(name)).map(Ref::getObjectId);
  }

  /// Fetches commits, with their trees and files and without their history.
  void fetch(Repository local, List<String> ids, boolean treesOnly) {
    List<Ref> wanted = ids.stream().map(Remote::wanted).toList();
    boolean done =
        talk(
            local,
            1,
            treesOnly,
            Constants.HEAD,
            connection -> {
              connection.fetch(new FetchMonitor(allowance), wanted, Set.of());
              return true;
            });
    if (!done) {
      throw new IllegalStateException("a fetch ended without an answer");
    }
  }

  /// Fetches what the ref has now, with some history, for servers that give no commit by its id.
  ///
  /// @return whether the ref was there
  boolean fetchTip(Repository local, String ref) {
    return talk(
        local,
        HISTORY,
        false,
        ref,
        connection -> {
          Optional<ObjectId> tip = idOf(connection, ref);
          if (tip.isPresent()) {
            List<Ref> wanted = List.of(wanted(tip.get().name()));
            connection.fetch(new FetchMonitor(allowance), wanted, Set.of());
          }
          return tip.isPresent();
        });
  }

  private static Ref wanted(String id) {
    return new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id, ObjectId.fromString(id));
  }

  private <T> T talk(
      @Nullable Repository local, int depth, boolean treesOnly, String ref, Talk<T> talk) {
    Conversation conversation = new Conversation(url, allowance);
    try (@Nullable SshSessions sessions = sessions(conversation);
        Transport transport = open(local, conversation, sessions)) {
      if (depth > 0) {
        transport.setDepth(depth);
      }
      if (treesOnly) {
        transport.setFilterSpec(FilterSpec.fromFilterLine("blob:none"));
      }
      try (FetchConnection connection = transport.openFetch(List.of(new RefSpec(ref)), ref)) {
        checkKind(connection);
        return talk.with(connection);
      }
    } catch (IOException | URISyntaxException | RuntimeException failure) {
      throw GitFailures.of(failure, conversation, credentials.isPresent());
    }
  }

  private @Nullable SshSessions sessions(Conversation conversation) {
    return url.isHttp()
        ? null
        : new SshSessions(conversation, credentials, settings.knownHosts(), folder);
  }

  // The old http protocol fetches file by file, without any of the bounds.
  private void checkKind(FetchConnection connection) {
    if (!(connection instanceof BasePackFetchConnection)) {
      throw new GitException(
          Kind.UNREACHABLE,
          "The server of " + url.text() + " answers, but not as a git server. Check the URL.");
    }
  }

  private Transport open(
      @Nullable Repository local, Conversation conversation, @Nullable SshSessions sessions)
      throws IOException, URISyntaxException {
    URIish uri = uri();
    Transport transport = local == null ? Transport.open(uri) : Transport.open(local, uri);
    transport.setTimeout((int) SILENCE.toSeconds());
    transport.setTagOpt(TagOpt.NO_TAGS);
    switch (transport) {
      case TransportHttp http -> {
        http.setHttpConnectionFactory(
            new HttpConnections(conversation, settings.proxies(), authorities));
        login().ifPresent(one -> http.setPreemptiveBasicAuthentication(one.user(), one.secret()));
      }
      case SshTransport ssh -> {
        ssh.setSshSessionFactory(Objects.requireNonNull(sessions));
        login()
            .ifPresent(one ->
                ssh.setCredentialsProvider(new OneLogin(one.user(), one.secret(), conversation)));
      }
      default -> throw new IllegalStateException("no transport for " + url.scheme());
    }
    return transport;
  }

  // By ssh a password's user is who logs in, whoever the URL names.
  private URIish uri() throws URISyntaxException {
    URIish uri = new URIish(url.text());
    return !url.isHttp() && credentials.orElse(null) instanceof Credentials.UserPassword login
        ? uri.setUser(login.username())
        : uri;
  }

  private record Login(String user, String secret) {
    @Override
    public String toString() {
      return "Login[hidden]";
    }
  }

  private Optional<Login> login() {
    return credentials.flatMap(one ->
        switch (one) {
          case Credentials.Token token when url.isHttp() ->
              Optional.of(new Login(tokenUser(url.host()), token.token().strip()));
          case Credentials.UserPassword login ->
              Optional.of(new Login(login.username(), login.password()));
          case Credentials.SshKey _ when !url.isHttp() -> Optional.empty();
          case Credentials.Token _ -> throw unfit("an ssh key", "a token");
          case Credentials.SshKey _ -> throw unfit("a token", "an ssh key");
        });
  }

  // GitHub and most others take any name beside a token; Bitbucket wants this one.
  private static String tokenUser(String host) {
    return host.toLowerCase(Locale.ROOT).contains("bitbucket") ? "x-token-auth" : "x-access-token";
  }

  private GitException unfit(String wanted, String given) {
    return new GitException(
        Kind.CREDENTIALS,
        "The repository "
            + url.text()
            + " is read with "
            + wanted
            + ", but the connection has "
            + given
            + ". Choose another URL or another connection.");
  }
}
