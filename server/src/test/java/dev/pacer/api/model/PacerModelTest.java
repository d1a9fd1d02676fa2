package dev.pacer.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Holds the model of Pacer's own operations, which AWS clients read, against what the server
/// declares.
class PacerModelTest {
  private static final String FOLDER = "/aws-models/pacer/2026-11-24/";

  @TempDir private Path directory;
  private ApiBed api;

  @BeforeEach
  void start() {
    api = new ApiBed(directory);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void everyOperationAndShapeIsDeclaredAsInTheModel() {
    ServiceModel model = OfficialModel.read(withoutAliases(file("service-2.json")));
    ServiceModel declared = DeclaredModel.of(api.pacer);
    List<ServiceModel.Fault> faults =
        declared.errors().stream().filter(fault -> names(model).contains(name(fault))).toList();
    ServiceModel ours = new ServiceModel(declared.operations(), faults, declared.shapes());

    List<String> differences = ModelFacts.differences(ModelFacts.of(model), ModelFacts.of(ours));

    assertThat(String.join("\n", differences)).isEmpty();
  }

  @Test
  void theModelHasNoShapeThatNothingNeeds() {
    ObjectNode document = file("service-2.json");

    assertThat(OfficialModel.read(document).shapes())
        .isEqualTo(document.get("shapes").propertyNames());
  }

  @Test
  void callsGoToPacerSignedAsForAppRunner() {
    JsonNode metadata = file("service-2.json").get("metadata");

    assertThat(metadata.get("targetPrefix").asString()).isEqualTo(api.pacer.targetPrefix());
    assertThat(metadata.get("signingName").asString()).isEqualTo("apprunner");
    assertThat(metadata.get("jsonVersion").asString()).isEqualTo("1.0");
  }

  @Test
  void pagesAreReadByMembersThatTheModelHas() {
    JsonNode operations = file("service-2.json").get("operations");
    JsonNode shapes = file("service-2.json").get("shapes");

    file("paginators-1.json")
        .get("pagination")
        .forEachEntry((operation, pages) -> {
          String input = operations.at("/" + operation + "/input/shape").asString();
          String output = operations.at("/" + operation + "/output/shape").asString();
          assertThat(shapes.at("/" + input + "/members").propertyNames())
              .contains(pages.get("input_token").asString(), pages.get("limit_key").asString());
          assertThat(shapes.at("/" + output + "/members").propertyNames())
              .contains(pages.get("output_token").asString(), pages.get("result_key").asString());
        });
  }

  @Test
  void anotherNameOfAMemberIsWrittenAsThatMember() {
    JsonNode members = file("service-2.json").at("/shapes/RollbackServiceRequest/members");
    JsonNode alias = members.get("ToVersion");

    assertThat(alias.get("locationName").asString()).isEqualTo("Version");
    assertThat(alias.get("shape")).isEqualTo(members.get("Version").get("shape"));
  }

  /// Members that only are another name for one which the server declares.
  private static ObjectNode withoutAliases(ObjectNode document) {
    for (JsonNode shape : document.get("shapes")) {
      if (shape.get("members") instanceof ObjectNode members) {
        members.removeIf(member -> members.has(member.path("locationName").asString("")));
      }
    }
    return document;
  }

  private static List<String> names(ServiceModel model) {
    return model.errors().stream().map(PacerModelTest::name).toList();
  }

  private static String name(ServiceModel.Fault fault) {
    return fault.structure().name();
  }

  private static ObjectNode file(String name) {
    try (InputStream stream = PacerModelTest.class.getResourceAsStream(FOLDER + name)) {
      return (ObjectNode) JsonMapper.shared().readTree(Objects.requireNonNull(stream, name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
