package dev.pacer.service;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How large each instance is.
///
/// @param cpuUnits 1/1024 of a core: 256, 512, 1024, 2048 or 4096
/// @param memoryMebibytes MiB
/// @param instanceRoleArn stored and shown
public record InstanceSize(int cpuUnits, int memoryMebibytes, Optional<String> instanceRoleArn) {

  /// App Runner's default: 1 vCPU and 2 GB.
  public static final InstanceSize DEFAULT = new InstanceSize(1024, 2048, Optional.empty());

  private static final Map<Integer, Set<Integer>> LEGAL_MEMORY =
      Map.of(
          256, Set.of(512, 1024),
          512, Set.of(1024),
          1024, Set.of(2048, 3072, 4096),
          2048, Set.of(4096, 6144),
          4096, Set.of(8192, 10240, 12288));

  /// Whether App Runner offers this pair of processor and memory.
  public boolean isLegalPair() {
    return LEGAL_MEMORY.getOrDefault(cpuUnits, Set.of()).contains(memoryMebibytes);
  }
}
