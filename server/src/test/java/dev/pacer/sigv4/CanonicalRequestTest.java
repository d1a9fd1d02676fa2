package dev.pacer.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalRequestTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /             | /
          ''            | /
          //            | /
          /./           | /
          /..           | /
          /a/../../b    | /b
          /a/b/..       | /a
          /a/           | /a/
          /a b          | /a%20b
          /a%20b        | /a%2520b
          /a%2fb        | /a%252fb
          /-_.~         | /-_.~
          /%            | /%25
          """)
  void bringsPathsToOneForm(String raw, String canonical) {
    assertThat(lines(raw, "")[1]).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                | ''
          a=1               | a=1
          a                 | a=
          b=2&a=1           | a=1&b=2
          a=2&a=1           | a=1&a=2
          aa=1&a=2          | a=2&aa=1
          a-b=1&a=2         | a=2&a-b=1
          &&a=1&            | a=1
          a=b=c             | a=b%3Dc
          a=%7e             | a=~
          a=%2f             | a=%2F
          a=+               | a=%2B
          a=%               | a=%25
          a=%4              | a=%254
          a=%zz             | a=%25zz
          """)
  void bringsQueriesToOneForm(String raw, String canonical) {
    assertThat(lines("/", raw)[2]).isEqualTo(canonical);
  }

  @Test
  void joinsAndFoldsHeaderValues() {
    // given
    SignedRequest request =
        new SignedRequest(
            "POST",
            "/",
            "",
            Map.of("host", List.of(" a "), "x-amz-list", List.of("b  c", "", " d\t e")),
            new byte[0]);

    // when
    String text = CanonicalRequest.of(request, List.of("host", "x-amz-list"), "hash").text();

    // then
    assertThat(text).isEqualTo("POST\n/\n\nhost:a\nx-amz-list:b c,,d e\n\nhost;x-amz-list\nhash");
  }

  private static String[] lines(String path, String query) {
    SignedRequest request = new SignedRequest("GET", path, query, Map.of(), new byte[0]);
    return CanonicalRequest.of(request, List.of(), "hash").text().split("\n", -1);
  }
}
