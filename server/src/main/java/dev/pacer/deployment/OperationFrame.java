package dev.pacer.deployment;

import dev.pacer.operation.OperationType;

/// The lines that enclose an operation in the event stream (App Runner's texts).
///
/// @param succeeded for an operation that left the image as it was
/// @param trigger what a deployment says set it off; empty for operations that deploy nothing
record OperationFrame(String started, String succeeded, String failed, String trigger) {

  static OperationFrame of(OperationType type) {
    return switch (type) {
      case CREATE_SERVICE ->
          new OperationFrame(
              "Service creation started.",
              "Service creation completed successfully.",
              "Service creation failed. For details, see service logs.",
              "SERVICE_CREATE");
      case UPDATE_SERVICE ->
          new OperationFrame(
              "Service update started.",
              "Service update completed successfully. New configuration is deployed.",
              "Service update failed. For details, see service logs.",
              "SERVICE_UPDATE");
      case START_DEPLOYMENT ->
          new OperationFrame(
              "Deployment started.",
              "Deployment completed successfully.",
              "Deployment failed. For details, see service logs.",
              "SERVICE_DEPLOY");
      case PAUSE_SERVICE ->
          new OperationFrame(
              "Service pause started.",
              "Service pause completed successfully.",
              "Service pause failed.",
              "");
      case RESUME_SERVICE ->
          new OperationFrame(
              "Service resume started.",
              "Service resume completed successfully.",
              "Service resume failed.",
              "");
      case DELETE_SERVICE ->
          new OperationFrame(
              "Service deletion started.",
              "Service deletion completed successfully.",
              "Service deletion failed.",
              "");
    };
  }

  /// What an operation says that succeeded.
  ///
  /// @param newApplication whether it deployed what its source means now
  String succeeded(boolean newApplication) {
    return newApplication
        ? succeeded.replace("New configuration is", "New application and configuration is")
        : succeeded;
  }
}
