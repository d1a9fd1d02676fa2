package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.operation.Admission;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.ServiceCall;
import dev.pacer.wire.AwsException;

/// What a caller is told whose operation could not begin.
final class Refusals {
  private Refusals() {}

  static AwsException ofCreation(Admission reason, String name, int quota) {
    return switch (reason) {
      case Admission.NameTaken() ->
          ApiErrors.invalidRequest("Service with the provided name already exists: " + name + ".");
      case Admission.QuotaReached() ->
          ApiErrors.quotaExceeded(
              "You have reached the quota of " + quota + " services in this account and region.");
      case Admission.ReferenceGone(String arn) -> gone(arn);
      case Admission.ServiceChanged(), Admission.Admitted() -> throw impossible(reason);
    };
  }

  /// @param call what was asked for while another call won
  static AwsException ofCall(Admission reason, ServiceCall call) {
    return switch (reason) {
      // The winner's operation is in progress now; a call after it would be told just that.
      case Admission.ServiceChanged() -> ofRuling(call.in(new Lifecycle.InProgress("")));
      case Admission.ReferenceGone(String arn) -> gone(arn);
      case Admission.NameTaken(), Admission.QuotaReached(), Admission.Admitted() ->
          throw impossible(reason);
    };
  }

  private static AwsException ofRuling(ServiceCall.Ruling ruling) {
    return switch (ruling) {
      case ServiceCall.Ruling.WrongState(String message) -> ApiErrors.invalidState(message);
      case ServiceCall.Ruling.WrongRequest(String message) -> ApiErrors.invalidRequest(message);
      case ServiceCall.Ruling.Accepted _,
          ServiceCall.Ruling.AlreadySo _,
          ServiceCall.Ruling.NotFound _ ->
          throw new IllegalStateException("legal during an operation: " + ruling);
    };
  }

  private static AwsException gone(String arn) {
    return ApiErrors.invalidRequest("The resource with ARN '" + arn + "' was deleted meanwhile.");
  }

  private static IllegalStateException impossible(Admission reason) {
    return new IllegalStateException("an operation was refused with " + reason);
  }
}
