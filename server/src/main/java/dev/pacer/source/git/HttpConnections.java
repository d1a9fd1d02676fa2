package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/// Opens the http connections of one conversation: through the right proxy, with the right trust, with the
/// credentials only where they belong.
final class HttpConnections implements HttpConnectionFactory {
  private final Conversation conversation;
  private final GitProxies proxies;
  private final TrustedAuthorities authorities;

  HttpConnections(Conversation conversation, GitProxies proxies, TrustedAuthorities authorities) {
    this.conversation = conversation;
    this.proxies = proxies;
    this.authorities = authorities;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    checkRedirect(url);
    return new Connection(url, conversation, this::open);
  }

  private URLConnection open(URL url) throws IOException {
    boolean tls = url.getProtocol().equals("https");
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    Proxy proxy = proxies.proxyFor(tls, url.getHost(), port);
    Optional<String> authorization = proxies.authorizationFor(tls, url.getHost(), port);
    if (!tls) {
      URLConnection plain = url.openConnection(proxy);
      authorization.ifPresent(value -> plain.setRequestProperty("Proxy-Authorization", value));
      return plain;
    }
    HttpsURLConnection secure = (HttpsURLConnection) url.openConnection(Proxy.NO_PROXY);
    SSLSocketFactory sockets = authorities.sockets();
    secure.setSSLSocketFactory(
        proxy.type() == Proxy.Type.DIRECT
            ? sockets
            : new Tunnel(sockets, proxy, authorization, conversation));
    return secure;
  }

  /// How a connection is really opened.
  @FunctionalInterface
  private interface Opening {
    URLConnection open(URL url) throws IOException;
  }

  // JGit's class opens what the URL's own handler gives it.
  private static URL openedBy(URL url, Opening opening) throws IOException {
    URLStreamHandler handler =
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL ignored) throws IOException {
            return opening.open(url);
          }
        };
    return URL.of(URI.create(url.toString()), handler);
  }

  /// JGit's own choice of a proxy is the JVM's and not taken.
  @Override
  public HttpConnection create(URL url, Proxy ignored) throws IOException {
    return create(url);
  }

  // A server outside must not send this one inside.
  private void checkRedirect(URL url) throws IOException {
    String first = conversation.url().host();
    if (!url.getHost().equalsIgnoreCase(first)
        && InternalAddresses.isInternal(url.getHost())
        && !InternalAddresses.isInternal(first)) {
      throw conversation.refuse(
          new GitException(
              Kind.REFUSED_URL,
              "The repository's server redirects to an internal address, which is not followed."));
    }
  }

  private static final class Connection extends JDKHttpConnection {
    private final Conversation conversation;
    private final boolean atHome;

    Connection(URL url, Conversation conversation, Opening opening) throws IOException {
      super(openedBy(url, opening));
      this.conversation = conversation;
      this.atHome = isAtHome(url, conversation.url());
    }

    private static boolean isAtHome(URL url, GitUrl home) {
      GitUrl there =
          new GitUrl(
              GitUrl.Scheme.valueOf(url.getProtocol().toUpperCase(Locale.ROOT)),
              "",
              url.getHost().toLowerCase(Locale.ROOT),
              url.getPort() == url.getDefaultPort() ? -1 : url.getPort(),
              "/",
              false);
      return home.sharesSecretsWith(there);
    }

    @Override
    public void setRequestProperty(String name, String value) {
      boolean elsewhere = name.equalsIgnoreCase("Authorization") && !atHome;
      // Without compression what comes is what is counted; packs are compressed anyway.
      if (!elsewhere && !name.equalsIgnoreCase("Accept-Encoding")) {
        super.setRequestProperty(name, value);
      }
    }

    @Override
    public @Nullable String getHeaderField(String name) {
      return name.equalsIgnoreCase("Content-Encoding") ? "identity" : super.getHeaderField(name);
    }

    @Override
    public int getResponseCode() throws IOException {
      int status = super.getResponseCode();
      conversation.answered(status);
      return status;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return conversation.counted(super.getInputStream());
    }
  }
}
