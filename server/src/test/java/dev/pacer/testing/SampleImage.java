package dev.pacer.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A small image with a shell and a web server, built from this machine's static BusyBox: no
/// registry is needed.
public final class SampleImage {
  /// Its name on the engine; there is no registry host in it.
  public static final String NAME = "pacer-test-sample:1";

  private static final List<Path> BUSYBOX =
      List.of(Path.of("/bin/busybox"), Path.of("/usr/bin/busybox"));
  private static final String RECIPE =
      """
      FROM scratch
      COPY busybox /bin/busybox
      COPY index.html /www/index.html
      RUN ["/bin/busybox", "--install", "-s", "/bin"]
      CMD ["/bin/sh", "-c", "exec httpd -f -h /www -p ${PORT:-8080}"]
      """;

  private static @Nullable String id;

  private SampleImage() {}

  /// The image's id; it is built at the first call.
  public static synchronized String id() {
    String known = id;
    if (known == null) {
      known = built(LocalEngine.get().client());
      id = known;
    }
    return known;
  }

  private static String built(DockerClient client) {
    Tar tar = new Tar();
    tar.add("Dockerfile", RECIPE.getBytes(StandardCharsets.UTF_8), 0644);
    tar.add("index.html", "hello from the sample\n".getBytes(StandardCharsets.UTF_8), 0644);
    tar.add("busybox", busybox(), 0755);
    client
        .buildImageCmd(new ByteArrayInputStream(tar.finished()))
        .withTags(Set.of(NAME))
        .withRemove(true)
        .withForcerm(true)
        .exec(new BuildImageResultCallback())
        .awaitImageId();
    return Objects.requireNonNull(client.inspectImageCmd(NAME).exec().getId());
  }

  private static byte[] busybox() {
    for (Path candidate : BUSYBOX) {
      if (Files.isExecutable(candidate)) {
        try {
          return Files.readAllBytes(candidate);
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }
    throw new IllegalStateException(
        "The sample image is made from a static BusyBox, and there is none at "
            + BUSYBOX
            + ". Install Debian's package busybox-static.");
  }
}
