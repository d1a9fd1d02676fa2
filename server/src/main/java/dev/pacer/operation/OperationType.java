package dev.pacer.operation;

/// The six kinds of long operation (App Runner's names).
public enum OperationType {
  CREATE_SERVICE,
  UPDATE_SERVICE,
  START_DEPLOYMENT,
  PAUSE_SERVICE,
  RESUME_SERVICE,
  DELETE_SERVICE
}
