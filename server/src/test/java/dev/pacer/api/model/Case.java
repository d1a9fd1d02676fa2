package dev.pacer.api.model;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A call and what the model says of it.
///
/// @param what the operation, the place and the value, in words
/// @param problems what the refusal reports, in this order; empty when the input is valid
record Case(ServiceModel.Operation operation, String what, JsonNode input, List<String> problems) {

  boolean accepted() {
    return problems.isEmpty();
  }
}
