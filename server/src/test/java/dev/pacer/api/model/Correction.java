package dev.pacer.api.model;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A difference from the official model that is meant.
///
/// @param shape the shape of the official model that is corrected
/// @param reason why ours differs
/// @param change makes of the official shape the one that we have
record Correction(String shape, String reason, Consumer<ObjectNode> change) {

  /// All differences that are meant. What is not on this list must be equal.
  static final List<Correction> ALL =
      List.of(
          new Correction(
              "ImageIdentifier",
              "Any OCI reference is an image, not only one of ECR; ImageReference parses it.",
              shape -> shape.remove("pattern")),
          new Correction(
              "Runtime",
              "Newer clients know NODEJS_22; the last release of the artifact with the model does not.",
              shape -> ((ArrayNode) shape.get("enum")).add("NODEJS_22")),
          new Correction(
              "InternalServiceErrorException",
              "No rule answers it: an unforeseen fault is the front end's InternalFailure, also 500.",
              shape -> shape.remove("exception")));

  @Override
  public String toString() {
    return shape;
  }
}
