package dev.pacer.crash;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import dev.pacer.testing.Tar;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/// Applications of two versions, and bad ones.
final class CrashImages {
  /// Answers `one`.
  static final String ONE = "pacer-crash:one";

  /// Answers `two`.
  static final String TWO = "pacer-crash:two";

  /// What [#move] says it is.
  static final String MOVING = "pacer-crash:moving";

  /// Ends at once.
  static final String EXITS = "pacer-crash:exits";

  /// Runs, and never listens.
  static final String DEAF = "pacer-crash:deaf";

  static final String MISSING = "pacer-crash:missing";

  private CrashImages() {}

  static void build() {
    SampleImage.id();
    build(ONE, "COPY index.html /www/index.html", "one");
    build(TWO, "COPY index.html /www/index.html", "two");
    build(EXITS, "CMD [\"/bin/sh\", \"-c\", \"echo cannot; exit 3\"]", "");
    build(DEAF, "CMD [\"/bin/sleep\", \"1000\"]", "");
  }

  /// Lets the moving tag mean that image from now on.
  static void move(String image) {
    client().tagImageCmd(image, "pacer-crash", "moving").exec();
  }

  private static void build(String name, String line, String page) {
    Tar tar = new Tar();
    String recipe = "FROM " + SampleImage.NAME + "\n" + line + "\n";
    Map.of("Dockerfile", recipe, "index.html", page)
        .forEach((file, text) -> tar.add(file, text.getBytes(StandardCharsets.UTF_8), 0644));
    client()
        .buildImageCmd(new ByteArrayInputStream(tar.finished()))
        .withTags(Set.of(name))
        .withForcerm(true)
        .exec(new BuildImageResultCallback())
        .awaitImageId();
  }

  private static DockerClient client() {
    return LocalEngine.get().client();
  }
}
