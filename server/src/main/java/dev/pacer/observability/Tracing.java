package dev.pacer.observability;

import java.util.Optional;

/// The settings of an observability configuration.
///
/// @param vendor who takes the traces, `AWSXRAY`; empty without tracing
public record Tracing(Optional<String> vendor) {

  /// App Runner's built-in `DefaultConfiguration`.
  public static final Tracing BUILT_IN = new Tracing(Optional.of("AWSXRAY"));
}
