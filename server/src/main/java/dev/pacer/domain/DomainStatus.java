package dev.pacer.domain;

/// Where the association of a custom domain is.
public enum DomainStatus {
  CREATING,
  CREATE_FAILED,
  ACTIVE,
  DELETING,
  DELETE_FAILED,
  PENDING_CERTIFICATE_DNS_VALIDATION,
  BINDING_CERTIFICATE
}
