package dev.pacer.api.model;

import dev.pacer.api.model.ModelShape.Field;
import dev.pacer.api.model.ModelShape.ListOf;
import dev.pacer.api.model.ModelShape.MapOf;
import dev.pacer.api.model.ModelShape.Scalar;
import dev.pacer.api.model.ModelShape.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads AWS's own model of App Runner, from which its clients are generated.
final class OfficialModel {
  private static final String RESOURCE = "/models/apprunner-2020-05-15-model.json";

  private final ObjectNode shapes;
  private final Set<String> read = new TreeSet<>();

  private OfficialModel(ObjectNode shapes) {
    this.shapes = shapes;
  }

  /// The document as AWS published it.
  static ObjectNode document() {
    try (InputStream stream = OfficialModel.class.getResourceAsStream(RESOURCE)) {
      return (ObjectNode)
          JsonMapper.shared()
              .readTree(Objects.requireNonNull(stream, RESOURCE + " is not on the class path"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The official model, with these corrections.
  static ServiceModel with(List<Correction> corrections) {
    ObjectNode document = document();
    ObjectNode shapes = (ObjectNode) document.get("shapes");
    for (Correction correction : corrections) {
      correction.change().accept((ObjectNode) shapes.get(correction.shape()));
    }
    return read(document);
  }

  /// Reads a document of the form that AWS publishes.
  static ServiceModel read(ObjectNode document) {
    ObjectNode shapes = (ObjectNode) document.get("shapes");
    return new OfficialModel(shapes).model(document.get("operations").values());
  }

  private ServiceModel model(Collection<JsonNode> operations) {
    List<ServiceModel.Operation> all = operations.stream().map(this::operation).toList();
    List<ServiceModel.Fault> errors =
        all.stream()
            .flatMap(operation -> operation.errors().stream())
            .distinct()
            .sorted()
            .filter(name -> shapes.get(name).path("exception").asBoolean(false))
            .map(this::fault)
            .toList();
    return new ServiceModel(all, errors, read);
  }

  private ServiceModel.Operation operation(JsonNode operation) {
    List<String> errors = new ArrayList<>();
    for (JsonNode error : operation.get("errors")) {
      errors.add(error.get("shape").asString());
    }
    return new ServiceModel.Operation(
        operation.get("name").asString(),
        (Structure) shape(operation.get("input")),
        (Structure) shape(operation.get("output")),
        errors);
  }

  private ServiceModel.Fault fault(String name) {
    boolean server = shapes.get(name).path("fault").asBoolean(false);
    return new ServiceModel.Fault(server ? "server" : "client", structure(name));
  }

  private ModelShape shape(JsonNode reference) {
    String name = reference.get("shape").asString();
    JsonNode shape = shapes.get(name);
    read.add(name);
    return switch (shape.get("type").asString()) {
      case "structure" -> structure(name);
      case "list" -> new ListOf(limits(shape), shape(shape.get("member")));
      case "map" -> new MapOf(limits(shape), shape(shape.get("key")), shape(shape.get("value")));
      case String scalar -> new Scalar(scalar, limits(shape));
    };
  }

  private Structure structure(String name) {
    JsonNode shape = shapes.get(name);
    read.add(name);
    Set<String> required = new TreeSet<>();
    shape.path("required").forEach(member -> required.add(member.asString()));
    List<Field> fields = new ArrayList<>();
    shape
        .get("members")
        .forEachEntry((member, reference) ->
            fields.add(new Field(member, required.contains(member), shape(reference))));
    return new Structure(name, limits(shape), fields);
  }

  private static Limits limits(JsonNode shape) {
    boolean integer = shape.get("type").asString().equals("integer");
    List<String> values = new ArrayList<>();
    shape.path("enum").forEach(value -> values.add(value.asString()));
    OptionalLong minimum = number(shape.path("min"));
    return new Limits(
        integer || minimum.orElse(0) != 0 ? minimum : OptionalLong.empty(),
        number(shape.path("max")),
        Optional.ofNullable(shape.get("pattern")).map(JsonNode::asString),
        values,
        shape.path("sensitive").asBoolean(false));
  }

  private static OptionalLong number(JsonNode value) {
    return value.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(value.asLong());
  }
}
