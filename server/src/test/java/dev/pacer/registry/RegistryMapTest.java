package dev.pacer.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.RegistryCredentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryMapTest {
  private static final String ECR = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
  private static final RegistryCredentials MIRROR = new RegistryCredentials("mirror", "secret-1");
  private static final RegistryCredentials DIRECT = new RegistryCredentials("direct", "secret-2");
  private final RegistryMap map =
      new RegistryMap(
          new RegistrySettings(
              List.of(
                  new RegistryMapping(ECR, "localhost:5000", Optional.empty()),
                  new RegistryMapping("public.ecr.aws", "cache.test/ecr", Optional.of(MIRROR)),
                  new RegistryMapping("own.test", "", Optional.empty())),
              Map.of(
                  "localhost:5000", DIRECT, ECR, MIRROR, "cache.test", DIRECT, "a.test", DIRECT)));

  @ParameterizedTest
  @CsvSource({
    "sample, sample:latest, false",
    ECR + "/app:2, localhost:5000/app:2, true",
    "public.ecr.aws/nginx/nginx:1, cache.test/ecr/nginx/nginx:1, true",
    "own.test/sample, sample:latest, false",
    "a.test/b, a.test/b:latest, true",
  })
  void aNameBecomesWhatIsReallyAsked(String written, String asked, boolean pull) {
    ImageRequest request = map.resolve(ImageReference.parse(written));

    assertThat(request.reference()).isEqualTo(asked);
    assertThat(request.pull()).isEqualTo(pull);
  }

  @Test
  void credentialsBelongToTheHostThatIsAsked() {
    assertThat(map.resolve(ImageReference.parse(ECR + "/app")).credentials()).contains(DIRECT);
    assertThat(map.resolve(ImageReference.parse("a.test/b")).credentials()).contains(DIRECT);
    assertThat(map.resolve(ImageReference.parse("b.test/b")).credentials()).isEmpty();
    assertThat(map.resolve(ImageReference.parse("own.test/b")).credentials()).isEmpty();
  }

  @Test
  void credentialsOfTheMappingComeFirst() {
    assertThat(map.resolve(ImageReference.parse("public.ecr.aws/a")).credentials())
        .contains(MIRROR);
  }

  @ParameterizedTest
  @CsvSource({"bad host, a.test", "a.test, bad host", "a.test, b.test/UPPER", "'', a.test"})
  void aMalformedMappingIsRefused(String host, String target) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegistryMapping(host, target, Optional.empty()));
  }

  @Test
  void theTextFormShowsNoPassword() {
    assertThat(map.resolve(ImageReference.parse("a.test/b")).toString())
        .contains("direct")
        .doesNotContain("secret");
  }
}
