package dev.pacer.wire;

import java.util.Objects;
import java.util.Optional;

/// An error that the caller shall see, in the form of the AWS JSON protocol. Two kinds differ on the
/// wire: modelled errors belong to the service (`Message`, type id in the service's namespace),
/// front-end errors are common to all services (`message`, bare or `com.amazon.coral.service#` id).
///
/// It carries no stack trace: it is an answer, not a fault.
public final class AwsException extends RuntimeException {

  /// The longest text of a modelled error, from the service model's ErrorMessage shape.
  public static final int MODELLED_MESSAGE_LIMIT = 600;

  /// The longest text of a front-end error; validation messages join many problems.
  public static final int FRONT_END_MESSAGE_LIMIT = 4096;

  private static final long serialVersionUID = 1L;

  private final String type;
  private final int status;
  private final boolean modelled;

  private AwsException(String type, int status, String message, boolean modelled) {
    super(
        Text.cut(message, modelled ? MODELLED_MESSAGE_LIMIT : FRONT_END_MESSAGE_LIMIT),
        null,
        false,
        false);
    this.type = Objects.requireNonNull(type, "type");
    this.status = status;
    this.modelled = modelled;
  }

  /// An error of the service's own model. A text longer than [#MODELLED_MESSAGE_LIMIT] is cut.
  public static AwsException modelled(String type, int status, String message) {
    return new AwsException(type, status, message, true);
  }

  public static AwsException unknownOperation(String message) {
    return frontEnd("com.amazon.coral.service#UnknownOperationException", 404, message);
  }

  public static AwsException serialization(String message) {
    return frontEnd("com.amazon.coral.service#SerializationException", 400, message);
  }

  public static AwsException validation(String message) {
    return frontEnd("ValidationException", 400, message);
  }

  public static AwsException requestEntityTooLarge(String message) {
    return frontEnd("RequestEntityTooLargeException", 413, message);
  }

  public static AwsException throttling() {
    return frontEnd("ThrottlingException", 400, "Rate exceeded");
  }

  public static AwsException accessDenied(String message) {
    return frontEnd("AccessDeniedException", 403, message);
  }

  public static AwsException incompleteSignature(String message) {
    return frontEnd("IncompleteSignatureException", 403, message);
  }

  public static AwsException invalidSignature(String message) {
    return frontEnd("InvalidSignatureException", 403, message);
  }

  public static AwsException missingAuthenticationToken() {
    return frontEnd("MissingAuthenticationTokenException", 403, "Missing Authentication Token");
  }

  public static AwsException unrecognizedClient() {
    return frontEnd(
        "UnrecognizedClientException",
        403,
        "The security token included in the request is invalid.");
  }

  public static AwsException expiredToken() {
    return frontEnd(
        "ExpiredTokenException", 403, "The security token included in the request is expired");
  }

  public static AwsException internalFailure() {
    return frontEnd(
        "InternalFailure",
        500,
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  public static AwsException serviceUnavailable(String message) {
    return frontEnd("ServiceUnavailable", 503, message);
  }

  public static AwsException requestTimeout(String message) {
    return frontEnd("RequestTimeoutException", 408, message);
  }

  public static AwsException malformedHttpRequest(String message) {
    return frontEnd("MalformedHttpRequestException", 400, message);
  }

  private static AwsException frontEnd(String type, int status, String message) {
    return new AwsException(type, status, message, false);
  }

  /// The type id: bare for modelled errors (the service's namespace is added on the wire), as sent
  /// for front-end errors.
  public String type() {
    return type;
  }

  /// The type's bare name, without any namespace.
  public String name() {
    return type.substring(type.indexOf('#') + 1);
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// Whether the error belongs to the service's model.
  public boolean modelled() {
    return modelled;
  }

  /// The text for the caller, never null.
  @Override
  public String getMessage() {
    return Optional.ofNullable(super.getMessage()).orElse("");
  }
}
