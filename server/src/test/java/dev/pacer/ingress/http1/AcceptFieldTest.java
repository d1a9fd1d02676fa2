package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptFieldTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true
          text/html                                | true
          TEXT/HTML ; Q=0.5                        | true
          text/html;charset=utf-8;q=0.2            | true
          application/json, text/html;q=0.1        | true
          text/plain;q=0.5, text/html;q=0.5        | true
          text/plain, text/html;q=0.9              | false
          text/html;q=0                            | false
          text/html;q=0.000                        | false
          text/html;q=lots                         | false
          text/html;q=                             | false
          */*                                      | false
          text/*                                   | false
          text/htmlx                               | false
          ''                                       | false
          ,;,                                      | false
          """)
  void aPageIsWantedByWhoNamesItAndDoesNotWantTextMore(String value, boolean page) {
    assertThat(AcceptField.prefersHtml(value.getBytes(ISO_8859_1))).isEqualTo(page);
  }
}
