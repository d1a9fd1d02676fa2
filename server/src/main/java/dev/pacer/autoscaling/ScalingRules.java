package dev.pacer.autoscaling;

/// The settings of an auto scaling configuration.
///
/// @param maxConcurrency requests that one instance is given at a time
/// @param minSize instances that are always provisioned
/// @param maxSize instances at most
public record ScalingRules(int maxConcurrency, int minSize, int maxSize) {

  /// App Runner's built-in `DefaultConfiguration`.
  public static final ScalingRules BUILT_IN = new ScalingRules(100, 1, 25);
}
