package dev.pacer.engine;

import java.nio.file.Path;
import java.util.Map;

/// A build by a `Dockerfile`.
///
/// @param owner whose layers are used again, made of `[a-z0-9-]`
/// @param context the folder that the Dockerfile's `COPY` sees, with the file `Dockerfile` in it
/// @param arguments values for those of the Dockerfile's `ARG` that it declares
/// @param limits for the whole of it, as far as the engine can hold them
/// @param tag a name for the image, in a namespace of this installation; the image is found by its id
/// @param labels are stored with the image
public record DockerfileRequest(
    String owner,
    Path context,
    Map<String, String> arguments,
    BuildLimits limits,
    String tag,
    Map<String, String> labels) {

  public DockerfileRequest {
    arguments = Map.copyOf(arguments);
    labels = Map.copyOf(labels);
  }
}
