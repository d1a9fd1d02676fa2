package dev.pacer.service;

/// Which kind of registry an image is said to come from. Pacer pulls both alike.
public enum ImageRepositoryType {
  ECR,
  ECR_PUBLIC
}
