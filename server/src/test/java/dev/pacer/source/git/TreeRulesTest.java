package dev.pacer.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The pure rules: names, links, addresses, proxies.
class TreeRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        ".gitignore",
        ".gitmodules",
        ".github",
        "git",
        "..a",
        "...",
        "größe",
        "a b",
        "aux",
        "git~",
        "a:b",
        "a\\b",
        ".gitx"
      })
  void usualNamesAreWritten(String name) {
    String written = TreeNames.checked(name.getBytes(StandardCharsets.UTF_8));

    assertThat(written).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a/b",
        "../a",
        "/etc",
        ".git",
        ".GIT",
        ".Git ",
        ".git.",
        ".git . .",
        "git~1",
        "GIT~2",
        ".git::$INDEX_ALLOCATION",
        ".git\\config",
        "..\\a",
        "a\\..\\..\\b",
        ".g\u200cit",
        "\ufeff.git",
        "a\nb",
        "a\u001b[31m",
        "a\u007f",
        "a\u009b31m"
      })
  void namesThatSomeFileSystemMisreadsAreRefused(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> TreeNames.checked(bytes))
        .isInstanceOfSatisfying(
            GitException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(GitException.Kind.HOSTILE_TREE);
              assertThat(refused.getMessage()).doesNotContainPattern("[\\x00-\\x1f\\x7f]");
            });
  }

  @Test
  void aNameThatIsNotUtf8IsRefused() {
    byte[] latin = {(byte) 0xe4, 'x'};

    assertThatThrownBy(() -> TreeNames.checked(latin)).isInstanceOf(GitException.class);
  }

  @Test
  void anOverlongNameIsRefused() {
    byte[] name = "x".repeat(256).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> TreeNames.checked(name)).isInstanceOf(GitException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a,      b,               x, y",
    "a/b,    ../c,            x, y",
    "a/b,    ..,              x, y",
    "a,      a,               x, y",
    "a,      x,               x, a",
    "a/b,    ../x/../c,       x, d/e",
    "p/up,   ..,              x, p/up/q"
  })
  void linksThatStayInsideAreKept(String path, String target, String path2, String target2) {
    Links links = new Links();
    links.add(path, target);
    links.add(path2, target2);

    assertThatCode(links::checked).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "a,      /etc/passwd,     x,      y",
    "a,      ..,              x,      y",
    "a,      ../a,            x,      y",
    "a/b,    ../../c,         x,      y",
    "a/b,    c/../../../d,    x,      y",
    "p/q/up, ../..,           p/q/e,  up/../..",
    "s/up,   .,               e,      s/up/../../x",
    "s/up,   ..,              e,      s/up/../x",
    "a,      b,               b,      /"
  })
  void linksThatLeadOutAreRefused(String path, String target, String path2, String target2) {
    Links links = new Links();
    links.add(path, target);
    links.add(path2, target2);

    assertThatThrownBy(links::checked)
        .isInstanceOf(GitException.class)
        .hasMessageContaining("leads out");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.9.9.9, true",
    "0.0.0.0, true",
    "0.1.2.3, true",
    "10.1.2.3, true",
    "172.16.0.1, true",
    "172.32.0.1, false",
    "192.168.1.1, true",
    "169.254.169.254, true",
    "100.64.0.1, true",
    "100.128.0.1, false",
    "224.0.0.1, true",
    "255.255.255.255, true",
    "140.82.121.4, false",
    "::1, true",
    "::, true",
    "fe80::1, true",
    "fd00::1, true",
    "::ffff:127.0.0.1, true",
    "::127.0.0.1, true",
    "64:ff9b::7f00:1, true",
    "2002:7f00:1::, true",
    "2606:50c0:8000::153, false"
  })
  void addressesInsideAreKnown(String address, boolean inside) throws UnknownHostException {
    InetAddress parsed = InetAddress.getByName(address);

    boolean internal = InternalAddresses.isInternal(parsed);

    assertThat(internal).isEqualTo(inside);
  }

  @Test
  void aRedirectFromOutsideInsideIsRefused() throws Exception {
    GitUrl outside = GitUrl.parse("http://192.0.2.1/shop", false);
    Conversation conversation = new Conversation(outside, new Allowance(1, 1));
    HttpConnections connections =
        new HttpConnections(
            conversation, GitProxies.none(), new TrustedAuthorities(Path.of("/nowhere")));
    var inside = URI.create("http://127.0.0.1/shop/info/refs").toURL();

    assertThatThrownBy(() -> connections.create(inside)).isInstanceOf(IOException.class);
    assertThat(conversation.refusal())
        .hasValueSatisfying(
            refused -> assertThat(refused.kind()).isEqualTo(GitException.Kind.REFUSED_URL));
  }

  @ParameterizedTest
  @CsvSource({
    "https, git.example.com, 443,  secure.example:3128",
    "http,  git.example.com, 80,   plain.example:8080",
    "https, localhost,       443,  ''",
    "https, a.corp.example,  443,  ''",
    "https, corp.example,    443,  ''",
    "https, acorp.example,   443,  secure.example:3128",
    "https, x.example,       8443, ''",
    "https, x.example,       443,  secure.example:3128"
  })
  void proxiesAreThoseOfTheEnvironment(String scheme, String host, int port, String proxy) {
    GitProxies proxies =
        GitProxies.of(
            Map.of(
                "HTTPS_PROXY", "http://ali:geheim@secure.example:3128",
                "http_proxy", "plain.example:8080",
                "no_proxy", "localhost, .corp.example,x.example:8443"));

    var chosen = proxies.proxyFor(scheme.equals("https"), host, port);

    String address =
        chosen.address() instanceof InetSocketAddress at
            ? at.getHostString() + ":" + at.getPort()
            : "";
    assertThat(address).isEqualTo(proxy);
  }
}
