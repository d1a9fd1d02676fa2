package dev.pacer.wire.protocol;

import software.amazon.smithy.model.shapes.ShapeId;

/// The two versions of AWS JSON. Their bodies are the same; they differ in the content type's name
/// and in that the type ids of 1.1's errors have no namespace.
enum AwsJson {
  JSON_1_0("awsJson1_0", "JsonRpc10", "aws.protocoltests.json10"),
  JSON_1_1("awsJson1_1", "JsonProtocol", "");

  private final String trait;
  private final String service;
  private final String errorNamespace;

  AwsJson(String trait, String service, String errorNamespace) {
    this.trait = trait;
    this.service = service;
    this.errorNamespace = errorNamespace;
  }

  ShapeId id() {
    return ShapeId.from("aws.protocols#" + trait);
  }

  /// The service of the protocol's cases, as it stands in the target.
  String service() {
    return service;
  }

  String errorNamespace() {
    return errorNamespace;
  }

  String contentType() {
    return this == JSON_1_0 ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";
  }
}
