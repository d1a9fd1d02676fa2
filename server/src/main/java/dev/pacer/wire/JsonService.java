package dev.pacer.wire;

import java.util.List;

/// A service of the AWS JSON protocol.
///
/// @param targetPrefix what stands before the dot in `X-Amz-Target`, for example `AppRunner`
/// @param errorNamespace what stands before the `#` in the type ids of its modelled errors, for
///     example `com.amazonaws.apprunner`
public record JsonService(
    String targetPrefix, String errorNamespace, List<OperationBinding<?, ?>> operations) {

  public JsonService {
    operations = List.copyOf(operations);
  }
}
