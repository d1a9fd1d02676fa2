package dev.pacer.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example.com/ann/shop.git",
        "https://git.example.com/ann/shop",
        "https://git.example.com/ann/shop/",
        "https://GIT.example.com/ann/shop.git",
        "https://ann@git.example.com/ann/shop.git",
        "http://git.example.com:3000/ann/shop.git",
        "ssh://git@git.example.com:2222/ann/shop.git",
        "ssh://git@git.example.com/ann/shop",
        "git@git.example.com:ann/shop.git",
        "git@git.example.com:/ann/shop",
        "git.example.com:ann/shop"
      })
  void theUrlsOfOneRepositoryHaveOneName(String url) {
    assertThat(RepositoryName.of(url).text()).isEqualTo("git.example.com/ann/shop");
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.example.com/ann/shop, https://git.example.com/bob/shop",
    "https://git.example.com/ann/shop, https://git.example.org/ann/shop",
    "https://git.example.com/ann/shop, https://git.example.com/ann/shop-2",
    "git@git.example.com:ann/shop, https://git.example.com/git/ann/shop"
  })
  void otherRepositoriesHaveOthers(String one, String other) {
    assertThat(RepositoryName.of(one)).isNotEqualTo(RepositoryName.of(other));
  }
}
