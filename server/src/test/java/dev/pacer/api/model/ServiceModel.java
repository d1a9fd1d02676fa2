package dev.pacer.api.model;

import dev.pacer.api.model.ModelShape.Structure;
import java.util.List;
import java.util.Set;

/// The operations and errors of the API.
///
/// @param shapes the names of all shapes that were read on the way
record ServiceModel(List<Operation> operations, List<Fault> errors, Set<String> shapes) {

  /// @param errors the names of the errors that the operation may answer
  record Operation(String name, Structure input, Structure output, List<String> errors) {}

  /// A modelled error.
  ///
  /// @param blame `client` for the statuses 400 to 499, `server` for those from 500
  record Fault(String blame, Structure structure) {}
}
