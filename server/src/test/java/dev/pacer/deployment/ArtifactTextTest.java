package dev.pacer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.service.CodeSource;
import dev.pacer.service.ImageRepositoryType;
import dev.pacer.service.ImageSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ECR | 111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop | [Image URL: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop], [Image Tag: latest]
          ECR_PUBLIC | public.ecr.aws/team/shop:7 | [Image URL: public.ecr.aws/team/shop], [Image Tag: 7]
          """)
  void anImageIsItsRepositoryAndItsTag(ImageRepositoryType type, String identifier, String rest) {
    String text = ArtifactText.of(image(type, identifier));

    assertThat(text).isEqualTo("Deployment Artifact: [Repo Type: " + type + "], " + rest);
  }

  @Test
  void anImageByDigestIsItsDigest() {
    String digest = "sha256:" + "0".repeat(64);

    String text = ArtifactText.of(image(ImageRepositoryType.ECR, "shop@" + digest));

    assertThat(text).endsWith("[Image URL: shop], [Image Digest: " + digest + "]");
  }

  @Test
  void codeIsItsRepositoryBranchAndDirectory() {
    String text =
        ArtifactText.of(
            new CodeSource(
                "https://github.com/owner/name",
                "main",
                "/",
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty()));

    assertThat(text)
        .isEqualTo(
            "Deployment Artifact: [Repo Type: Source], [Repository: https://github.com/owner/name],"
                + " [Branch: main], [SourceDirectory: /]");
  }

  private static ImageSource image(ImageRepositoryType type, String identifier) {
    return new ImageSource(
        identifier, type, 8080, Optional.empty(), Map.of(), Map.of(), false, Optional.empty());
  }
}
