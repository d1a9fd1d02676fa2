package dev.pacer.engine.docker;

import dev.pacer.engine.BuildLimits;
import dev.pacer.engine.DockerfileRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// What is asked of the engine for a build by a Dockerfile. Pure.
///
/// @param request what to build
/// @param installationId whose image it is
record DockerfilePlan(DockerfileRequest request, String installationId) {
  private static final long CPU_PERIOD_MICROS = 100_000;
  private static final int CPU_UNITS_PER_CORE = 1024;
  private static final long MEBIBYTE = 1024L * 1024L;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @throws IllegalArgumentException when the request is not one
  DockerfilePlan {
    BuildCaches.requireOwner(request.owner());
  }

  /// The name under which the owner's layers are kept.
  String layers() {
    return new BuildCaches(installationId, request.owner()).layers();
  }

  /// The request's path. Layers are taken from the owner's image only: the engine would take those of
  /// everybody, were it not told from which.
  String path() {
    BuildLimits limits = request.limits();
    long memory = limits.memoryMebibytes() * MEBIBYTE;
    long disk = limits.diskMebibytes() * MEBIBYTE;
    Map<String, String> labels = new HashMap<>(request.labels());
    labels.put(Labels.INSTALLATION, installationId);
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("version", 1);
    parameters.put("dockerfile", "Dockerfile");
    parameters.put("t", request.tag());
    parameters.put("rm", 1);
    parameters.put("forcerm", 1);
    parameters.put("networkmode", InstanceNetwork.OF_BUILDS);
    parameters.put("memory", memory);
    parameters.put("memswap", memory);
    parameters.put("cpuperiod", CPU_PERIOD_MICROS);
    parameters.put("cpuquota", limits.cpuUnits() * CPU_PERIOD_MICROS / CPU_UNITS_PER_CORE);
    parameters.put(
        "ulimits",
        JSON.writeValueAsString(List.of(Map.of("Name", "fsize", "Soft", disk, "Hard", disk))));
    parameters.put("buildargs", JSON.writeValueAsString(request.arguments()));
    parameters.put("labels", JSON.writeValueAsString(labels));
    parameters.put("cachefrom", JSON.writeValueAsString(List.of(layers())));
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue().toString()))
        .collect(Collectors.joining("&", "/build?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
