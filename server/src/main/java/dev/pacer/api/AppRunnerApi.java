package dev.pacer.api;

import dev.pacer.wire.JsonService;
import dev.pacer.wire.OperationBinding;
import java.util.List;

/// The App Runner API as a wire service.
public final class AppRunnerApi {
  private AppRunnerApi() {}

  /// @param operations the operations of every kind of resource, kind by kind
  public static JsonService of(List<List<OperationBinding<?, ?>>> operations) {
    return new JsonService(
        "AppRunner",
        "com.amazonaws.apprunner",
        operations.stream().<OperationBinding<?, ?>>flatMap(List::stream).toList());
  }
}
