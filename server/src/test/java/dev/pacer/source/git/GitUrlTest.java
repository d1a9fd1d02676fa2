package dev.pacer.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://github.com/ali/shop,                https://github.com/ali/shop",
    "https://github.com/ali/shop.git,            https://github.com/ali/shop.git",
    "https://github.com/ali/shop/,               https://github.com/ali/shop",
    "HTTPS://GitHub.com:443/ali/Shop,            https://github.com/ali/Shop",
    "https://ali@bitbucket.org/team/shop.git,    https://bitbucket.org/team/shop.git",
    "http://git.example.com:3000/ali/shop,       http://git.example.com:3000/ali/shop",
    "http://[::1]:3000/ali/shop,                 http://[::1]:3000/ali/shop",
    "ssh://git.example.com/srv/shop.git,         ssh://git@git.example.com/srv/shop.git",
    "ssh://ali@git.example.com:2222/~/shop,      ssh://ali@git.example.com:2222/~/shop",
    "git@github.com:ali/shop.git,                git@github.com:ali/shop.git",
    "github.com:ali/shop,                        git@github.com:ali/shop",
    "file:///srv/git/shop.git,                   file:///srv/git/shop.git"
  })
  void urlsOfTheUsualFormsAreRead(String written, String read) {
    GitUrl url = GitUrl.parse(written, true);

    assertThat(url.text()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "shop",
        "/srv/git/shop",
        "../shop",
        "file:///srv/git/shop",
        "file:/srv/git/shop",
        "git://github.com/ali/shop",
        "ftp://example.com/shop",
        "ext::sh -c touch% /tmp/x",
        "https://",
        "https://github.com",
        "https://github.com/",
        "https:///ali/shop",
        "https://github.com/ali/shop?x=1",
        "https://github.com/ali/shop#readme",
        "https://github.com/ali/sh op",
        "https://github.com\\@example.com/ali/shop",
        "https://ali:geheim@github.com/ali/shop",
        "https://github.com:0/ali/shop",
        "https://github.com:70000/ali/shop",
        "https://-oProxyCommand=x/ali/shop",
        "ssh://-oProxyCommand=x/shop",
        "ssh://-x@github.com/shop",
        "-u@github.com:shop",
        "git@github.com:-shop",
        "git@-x:shop",
        "git@git@hub:shop",
        "https://exa%6dple.com/shop"
      })
  void otherUrlsAreRefused(String written) {
    assertThatThrownBy(() -> GitUrl.parse(written, false))
        .isInstanceOfSatisfying(
            GitException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(GitException.Kind.REFUSED_URL);
              assertThat(refused).hasMessageNotContaining("geheim").hasMessageEndingWith(".");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x/app,     ../lib,                    https://a.example/x/lib",
    "https://a.example/x/app.git, ../../y/lib.git,           https://a.example/y/lib.git",
    "https://a.example/x/app,     ./lib,                     https://a.example/x/app/lib",
    "https://a.example/x/app,     https://b.example/lib,     https://b.example/lib",
    "git@a.example:x/app,         ../lib,                    git@a.example:x/lib",
    "ssh://git@a.example/x/app,   ../lib,                    ssh://git@a.example/x/lib",
    "file:///srv/x/app,           ../lib,                    file:///srv/x/lib",
    "file:///srv/x/app,           file:///srv/lib,           file:///srv/lib"
  })
  void aSubmodulesUrlMayBeRelative(String parent, String written, String read) {
    GitUrl url = GitUrl.parse(parent, true).submodule(written, true);

    assertThat(url.text()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x/app, ../../../y",
    "https://a.example/x/app, file:///etc",
    "git@a.example:x/app,     ../../../y",
    "git@a.example:x/app,     file:///etc",
    "https://a.example/x/app, /etc"
  })
  void aSubmoduleLeadsNeitherAboveItsServerNorToThisMachinesFiles(String parent, String written) {
    GitUrl url = GitUrl.parse(parent, true);

    assertThatThrownBy(() -> url.submodule(written, true)).isInstanceOf(GitException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x,      https://a.example/y,      true",
    "https://a.example/x,      https://a.example:443/y,  true",
    "http://a.example/x,       https://a.example/x,      true",
    "https://a.example/x,      http://a.example/x,       false",
    "https://a.example/x,      https://a.example:8443/x, false",
    "http://a.example:80/x,    http://a.example:3000/x,  false",
    "https://a.example/x,      https://b.a.example/x,    false",
    "https://a.example/x,      git@a.example:x,          false",
    "git@a.example:x,          ssh://git@a.example/x,    true"
  })
  void onlyTheSameServerSeesTheCredentials(String one, String other, boolean shared) {
    GitUrl home = GitUrl.parse(one, false);
    GitUrl there = GitUrl.parse(other, false);

    boolean shares = home.sharesSecretsWith(there);

    assertThat(shares).isEqualTo(shared);
  }

  @Test
  void anOverlongUrlIsRefused() {
    String url = "https://a.example/" + "x".repeat(3_000);

    assertThatThrownBy(() -> GitUrl.parse(url, false)).isInstanceOf(GitException.class);
  }
}
