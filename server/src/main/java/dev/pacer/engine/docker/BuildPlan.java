package dev.pacer.engine.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.pacer.engine.BuildLimits;
import dev.pacer.engine.BuildRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// What is asked of the engine for the container of a build. Pure.
///
/// The container's own process idles; commands are put beside it, one after the other, and their
/// environment is theirs alone. So nothing but the file system has to be made an image of.
///
/// Every cache path is a volume of its own, mounted where the path is. Links into one volume would be
/// replaced by programs that make their cache folder anew, and parts of a volume can be mounted by
/// newer engines only. Of a cache, an empty folder is all that the image shows.
///
/// @param request what to build
/// @param installationId whose container it is
record BuildPlan(BuildRequest request, String installationId) {
  static final String PREFIX = "pacer-build-";

  private static final long CPU_PERIOD_MICROS = 100_000;
  private static final int CPU_UNITS_PER_CORE = 1024;
  private static final long MEBIBYTE = 1024L * 1024L;
  private static final Duration BEYOND_THE_LIMIT = Duration.ofMinutes(30);
  private static final int TURN_SECONDS = 10;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @throws IllegalArgumentException when the request is not one
  BuildPlan {
    require(ID.matcher(request.id()).matches(), "build's id", request.id());
    BuildCaches.requireOwner(request.owner());
    require(isBelowApp(request.workingDirectory()), "directory", request.workingDirectory());
    request.caches().forEach(path -> require(isAbsolute(path), "cache path", path));
    request.files().forEach(file -> require(isAbsolute(file.path()), "path", file.path()));
  }

  String name() {
    return PREFIX + request.id();
  }

  /// The name of the container for phases that are not part of the image.
  String nameOfCopy() {
    return name() + "-copy";
  }

  void describe(CreateContainerCmd create, String name) {
    create
        .withName(name)
        .withUser("0")
        .withWorkingDir(request.workingDirectory())
        .withEntrypoint("/bin/sh", "-c", idle(request.limits()))
        .withLabels(Map.of(Labels.INSTALLATION, installationId, Labels.BUILD, request.id()))
        .withHostConfig(hostConfig());
  }

  /// What the image says of itself. Without an entry point and a command of its own: what the engine
  /// would take instead is the idling of the build.
  String imageConfiguration() {
    Map<String, String> labels = new HashMap<>(request.labels());
    labels.put(Labels.INSTALLATION, installationId);
    labels.put(Labels.BUILD, "");
    return JSON.writeValueAsString(
        Map.of(
            "WorkingDir", request.workingDirectory(),
            "ExposedPorts", Map.of(request.port() + "/tcp", Map.of()),
            "Labels", labels,
            "Entrypoint", List.of(),
            "Cmd", List.of()));
  }

  /// The same for the image of a moment that a copy begins with.
  String stateConfiguration() {
    return JSON.writeValueAsString(Map.of("Labels", Map.of(Labels.BUILD_STATE, request.id())));
  }

  List<String> environment() {
    return request.environment().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .toList();
  }

  private HostConfig hostConfig() {
    BuildLimits limits = request.limits();
    long memory = limits.memoryMebibytes() * MEBIBYTE;
    long disk = limits.diskMebibytes() * MEBIBYTE;
    return HostConfig.newHostConfig()
        .withNetworkMode(InstanceNetwork.OF_BUILDS)
        .withRestartPolicy(RestartPolicy.noRestart())
        .withPidsLimit((long) limits.processes())
        .withCpuPeriod(CPU_PERIOD_MICROS)
        .withCpuQuota(limits.cpuUnits() * CPU_PERIOD_MICROS / CPU_UNITS_PER_CORE)
        .withMemory(memory)
        .withMemorySwap(memory)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withCapDrop(Capability.ALL)
        .withCapAdd(neededCapabilities())
        // One file alone cannot run past the limit between two looks at the whole.
        .withUlimits(List.of(new Ulimit("fsize", disk, disk)))
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE, Map.of()))
        .withMounts(mounts());
  }

  private List<Mount> mounts() {
    BuildCaches caches = new BuildCaches(installationId, request.owner());
    return request.caches().stream()
        .sorted()
        .map(path ->
            new Mount()
                .withType(MountType.VOLUME)
                .withSource(caches.volume(path))
                .withTarget(path)
                .withVolumeOptions(
                    new VolumeOptions().withNoCopy(true).withLabels(caches.labels())))
        .toList();
  }

  /// What package managers do as root: unpack files of other owners and modes, take the rights of a
  /// user of their own for downloads, set file capabilities (rpm), and end their children.
  private static Capability[] neededCapabilities() {
    return new Capability[] {
      Capability.CHOWN,
      Capability.DAC_OVERRIDE,
      Capability.FOWNER,
      Capability.FSETID,
      Capability.SETUID,
      Capability.SETGID,
      Capability.SETFCAP,
      Capability.KILL
    };
  }

  /// A shell, as it takes in the children that commands leave behind; its end comes by itself some time
  /// after the limit, should the server be gone by then.
  private static String idle(BuildLimits limits) {
    long turns = limits.time().plus(BEYOND_THE_LIMIT).toSeconds() / TURN_SECONDS;
    return "i=0; while [ $i -lt %d ]; do sleep %d; i=$((i+1)); done".formatted(turns, TURN_SECONDS);
  }

  private static boolean isBelowApp(String path) {
    return isAbsolute(path) && Path.of(path).startsWith("/app");
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/")
        && path.length() > 1
        && Path.of(path).normalize().toString().equals(path);
  }

  private static void require(boolean holds, String what, String value) {
    if (!holds) {
      throw new IllegalArgumentException("\"%s\" is not a %s.".formatted(value, what));
    }
  }
}
