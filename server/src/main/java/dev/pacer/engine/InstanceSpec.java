package dev.pacer.engine;

import java.util.List;
import java.util.Map;

/// All that an engine needs to start one instance.
///
/// @param instanceId 32 lower-case hexadecimal characters, unique for ever
/// @param name a name for people, made of `[a-zA-Z0-9_-]`; engines may add to it
/// @param imageId the immutable image, from [ResolvedImage#id()]
/// @param command replaces the image's command when not empty (its entry point stays, as in App
///     Runner); one element per argument, no shell
/// @param environment variables of the process
/// @param port where the process is expected to listen, 1..65535
/// @param limits what the instance may use
/// @param labels are stored with the instance and come back in [OwnedInstance#labels()]
public record InstanceSpec(
    String instanceId,
    String name,
    String imageId,
    List<String> command,
    Map<String, String> environment,
    int port,
    ResourceLimits limits,
    Map<String, String> labels) {

  public InstanceSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    labels = Map.copyOf(labels);
  }
}
