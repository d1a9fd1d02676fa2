package dev.pacer.api;

import dev.pacer.wire.AwsException;

/// The errors that App Runner's model declares. HTTP statuses are those of its Smithy model.
public final class ApiErrors {
  private ApiErrors() {}

  public static AwsException invalidRequest(String message) {
    return AwsException.modelled("InvalidRequestException", 400, message);
  }

  public static AwsException invalidState(String message) {
    return AwsException.modelled("InvalidStateException", 400, message);
  }

  public static AwsException notFound(String kind, String arn) {
    return AwsException.modelled(
        "ResourceNotFoundException", 400, kind + " with ARN " + arn + " does not exist.");
  }

  /// The same fact for operations of which the model declares no ResourceNotFoundException.
  public static AwsException unknown(String kind, String arn) {
    return invalidRequest(kind + " with ARN " + arn + " does not exist.");
  }

  public static AwsException quotaExceeded(String message) {
    return AwsException.modelled("ServiceQuotaExceededException", 402, message);
  }
}
