package dev.pacer.engine.docker;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.DockerException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What lasts from build to build of one owner: a volume for each path, and the name of the image
/// whose layers a Dockerfile build may use again.
///
/// @param installationId whose they are
/// @param owner within the installation
record BuildCaches(String installationId, String owner) {
  private static final Pattern OWNER = Pattern.compile("[a-z0-9-]{1,100}");
  private static final int HASH_BYTES = 8;

  /// What the names of images begin with that are kept for their layers.
  static final String LAYERS = "pacer-build-cache/";

  static void requireOwner(String owner) {
    if (!OWNER.matcher(owner).matches()) {
      throw new IllegalArgumentException("\"%s\" is not a build's owner.".formatted(owner));
    }
  }

  /// @param path absolute; another path is another volume
  String volume(String path) {
    return BuildPlan.PREFIX + owner + "-" + hash(path);
  }

  Map<String, String> labels() {
    return Map.of(Labels.INSTALLATION, installationId, Labels.BUILD_OWNER, owner);
  }

  /// A name for the image, made by hashing, as not every owner would be one.
  String layers() {
    return LAYERS + hash("") + ":latest";
  }

  /// Removes the owner's volumes; one that a build uses just now stays.
  void removeVolumes(EngineConnection connection) {
    List<InspectVolumeResponse> volumes =
        connection
            .ask(client ->
                client
                    .listVolumesCmd()
                    .withFilter(
                        "label",
                        labels().entrySet().stream()
                            .map(label -> label.getKey() + "=" + label.getValue())
                            .toList())
                    .exec())
            .getVolumes();
    if (volumes == null) {
      return;
    }
    for (InspectVolumeResponse volume : volumes) {
      try {
        connection.change(client -> client.removeVolumeCmd(volume.getName()).exec());
      } catch (DockerException failure) {
        EngineAnswer answer = EngineAnswer.of(failure);
        if (!answer.isNotFound() && !answer.isConflict()) {
          throw failure;
        }
      }
    }
  }

  /// Volumes are found by name alone, so the name must not be one that another installation has.
  private String hash(String path) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  String.join("\n", installationId, owner, path).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
