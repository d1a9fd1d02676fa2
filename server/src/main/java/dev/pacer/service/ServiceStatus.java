package dev.pacer.service;

/// The six statuses that the API shows (App Runner's names).
public enum ServiceStatus {
  CREATE_FAILED,
  RUNNING,
  DELETED,
  DELETE_FAILED,
  PAUSED,
  OPERATION_IN_PROGRESS
}
