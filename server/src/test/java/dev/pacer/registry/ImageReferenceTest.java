package dev.pacer.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "sample, -, sample, latest, sample:latest",
        "sample:1.2, -, sample, 1.2, sample:1.2",
        "team/sample, -, team/sample, latest, team/sample:latest",
        "localhost/sample, localhost, sample, latest, localhost/sample:latest",
        "localhost:5000/sample, localhost:5000, sample, latest, localhost:5000/sample:latest",
        "registry:5000/a/b/c:v1, registry:5000, a/b/c, v1, registry:5000/a/b/c:v1",
        "docker.io/library/nginx:1, docker.io, library/nginx, 1, docker.io/library/nginx:1",
        "[::1]:5000/sample, [::1]:5000, sample, latest, [::1]:5000/sample:latest",
        "HOST/sample, HOST, sample, latest, HOST/sample:latest",
        "127.0.0.1:5000/a__b/c-d--e.f:X_1, 127.0.0.1:5000, a__b/c-d--e.f, X_1,"
            + " 127.0.0.1:5000/a__b/c-d--e.f:X_1",
      })
  void aNameIsTakenApart(String text, String host, String path, String tag, String canonical) {
    ImageReference reference = ImageReference.parse(text);

    assertThat(reference.host()).isEqualTo(Optional.ofNullable(host));
    assertThat(reference.path()).isEqualTo(path);
    assertThat(reference.tag()).contains(tag);
    assertThat(reference).hasToString(canonical);
    assertThat(ImageReference.parse(canonical)).isEqualTo(reference);
  }

  @Test
  void aDigestNeedsNoTag() {
    ImageReference reference = ImageReference.parse("ghcr.io/a/b@" + DIGEST);

    assertThat(reference.tag()).isEmpty();
    assertThat(reference.digest()).contains(DIGEST);
    assertThat(reference).hasToString("ghcr.io/a/b@" + DIGEST);
  }

  @Test
  void aTagBesideADigestIsKept() {
    ImageReference reference = ImageReference.parse("localhost:5000/b:1@" + DIGEST);

    assertThat(reference.tag()).contains("1");
    assertThat(reference.digest()).contains(DIGEST);
    assertThat(reference).hasToString("localhost:5000/b:1@" + DIGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "UPPER",
        "a//b",
        "/a",
        "a/",
        "a:",
        "a: b",
        "a:b:c",
        "a@",
        "a@sha256:12",
        "a@md5:0123456789abcdef0123456789abcdef",
        "a b",
        "a\nb",
        "a/../b",
        "..",
        "-a.b/c",
        "a.b:99999/c",
        "a.b:0/c",
        "a.b:x/c",
        "a___b",
        "http://a.b/c",
        "a:.tag",
        "a.b/"
      })
  void aMalformedNameIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse(text))
        .withMessageMatching("(?s)The image name.*\\.");
  }

  @Test
  void longNamesTagsAndTextsAreRefused() {
    assertThat(ImageReference.parse("a".repeat(255))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse("a".repeat(256)))
        .withMessageContaining("255");
    assertThat(ImageReference.parse("a:" + "t".repeat(128))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse("a:" + "t".repeat(129)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse("a".repeat(1025)))
        .withMessageContaining("1024");
  }

  @Test
  void nestedQuantifiersDoNotMakeBadNamesSlow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse("a-".repeat(120) + "!"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse("a." + "a-".repeat(110) + "!/b"));
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1, true, false",
    "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/app, true, false",
    "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app, true, false",
    "12345.dkr.ecr.us-east-1.amazonaws.com/app, false, false",
    "123456789012.dkr.ecr.us-east-1.amazonaws.com.example.org/app, false, false",
    "public.ecr.aws/nginx/nginx:stable, false, true",
    "app, false, false",
  })
  void amazonsRegistriesAreRecognised(String text, boolean ecr, boolean ecrPublic) {
    ImageReference reference = ImageReference.parse(text);

    assertThat(reference.isEcr()).isEqualTo(ecr);
    assertThat(reference.isEcrPublic()).isEqualTo(ecrPublic);
  }
}
