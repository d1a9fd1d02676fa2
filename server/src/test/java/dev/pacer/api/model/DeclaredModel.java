package dev.pacer.api.model;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.model.ModelShape.Field;
import dev.pacer.api.model.ModelShape.Scalar;
import dev.pacer.api.model.ModelShape.Structure;
import dev.pacer.wire.AwsException;
import dev.pacer.wire.DeclaredShapes;
import dev.pacer.wire.ErrorResponses;
import dev.pacer.wire.JsonService;
import dev.pacer.wire.Operation;
import dev.pacer.wire.OperationBinding;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads our API into the form of the official model: the operations that are bound, the records
/// that their classes take and give, and the errors of [ApiErrors] as they are written.
final class DeclaredModel {
  private DeclaredModel() {}

  static ServiceModel of(JsonService service) {
    return new ServiceModel(
        service.operations().stream().map(DeclaredModel::operation).toList(),
        Arrays.stream(ApiErrors.class.getMethods())
            .filter(method -> method.getReturnType() == AwsException.class)
            .map(DeclaredModel::fault)
            .toList(),
        Set.of());
  }

  private static ServiceModel.Operation operation(OperationBinding<?, ?> binding) {
    ParameterizedType operation =
        Arrays.stream(binding.operation().getClass().getGenericInterfaces())
            .map(ParameterizedType.class::cast)
            .filter(type -> type.getRawType() == Operation.class)
            .findFirst()
            .orElseThrow();
    return new ServiceModel.Operation(
        binding.name(),
        DeclaredShapes.structure(binding.inputType()),
        DeclaredShapes.structure((Class<?>) operation.getActualTypeArguments()[1]),
        List.of());
  }

  /// The error that the method makes of texts longer than any answer may be.
  private static ServiceModel.Fault fault(Method method) {
    Object[] texts = new Object[method.getParameterCount()];
    Arrays.fill(texts, "x".repeat(10_000));
    try {
      return fault((AwsException) method.invoke(null, texts));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method + " takes something else than texts", e);
    }
  }

  private static ServiceModel.Fault fault(AwsException error) {
    JsonNode body = JsonMapper.shared().readTree(ErrorResponses.of(error).body());
    List<Field> fields = new ArrayList<>();
    body.forEachEntry((member, value) -> {
      if (!member.equals("__type")) {
        fields.add(new Field(member, false, new Scalar("string", upTo(value.asString().length()))));
      }
    });
    String blame =
        switch (error.status() / 100) {
          case 4 -> "client";
          case 5 -> "server";
          default -> "status " + error.status();
        };
    return new ServiceModel.Fault(blame, new Structure(error.name(), Limits.FREE, fields));
  }

  private static Limits upTo(int length) {
    return new Limits(
        OptionalLong.empty(), OptionalLong.of(length), Optional.empty(), List.of(), false);
  }
}
