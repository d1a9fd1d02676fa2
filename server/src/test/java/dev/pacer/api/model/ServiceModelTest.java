package dev.pacer.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.node.ObjectNode;

/// Holds our operations, shapes and errors against the official service model.
class ServiceModelTest {
  static final List<Correction> CORRECTIONS = Correction.ALL;

  private static final int OPERATIONS = 37;
  private static final int SHAPES = 199;

  @TempDir private Path directory;

  @Test
  void everyOperationShapeAndErrorIsDeclaredAsInTheOfficialModel() {
    Map<String, String> official = ModelFacts.of(OfficialModel.with(Correction.ALL));

    List<String> differences = ModelFacts.differences(official, ours());

    assertThat(String.join("\n", differences)).isEmpty();
  }

  @Test
  void theCorrectionsMakeExactlyTheMeantDifferences() {
    Map<String, String> official = ModelFacts.of(OfficialModel.with(List.of()));
    Map<String, String> corrected = ModelFacts.of(OfficialModel.with(Correction.ALL));

    List<String> differences = ModelFacts.differences(official, corrected);

    assertThat(differences)
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactly(
            "CodeConfigurationValues.Runtime values",
            "ImageRepository.ImageIdentifier pattern",
            "InternalServiceErrorException blame",
            "InternalServiceErrorException members",
            "InternalServiceErrorException.Message maximum",
            "InternalServiceErrorException.Message required",
            "InternalServiceErrorException.Message sensitive",
            "InternalServiceErrorException.Message type");
  }

  @ParameterizedTest
  @FieldSource("CORRECTIONS")
  void aCorrectionStillChangesTheOfficialModel(Correction correction) {
    ObjectNode official = (ObjectNode) OfficialModel.document().at("/shapes/" + correction.shape());
    ObjectNode corrected = official.deepCopy();

    correction.change().accept(corrected);

    assertThat(corrected).isNotEqualTo(official);
  }

  @Test
  void theOfficialModelIsReadToItsLastShape() {
    ServiceModel model = OfficialModel.with(List.of());

    assertThat(model.operations()).hasSize(OPERATIONS);
    assertThat(model.errors()).hasSize(5);
    assertThat(model.shapes())
        .hasSize(SHAPES)
        .isEqualTo(OfficialModel.document().get("shapes").propertyNames());
    assertThat(ModelFacts.of(model)).hasSizeGreaterThan(1_000);
  }

  private Map<String, String> ours() {
    try (ApiBed bed = new ApiBed(directory)) {
      return ModelFacts.of(DeclaredModel.of(bed.appRunner));
    }
  }
}
