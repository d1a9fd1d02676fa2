package dev.pacer.engine.docker;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import dev.pacer.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Builds small images from files in memory.
final class ImageBuild {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final EngineConnection connection;

  ImageBuild(EngineConnection connection) {
    this.connection = connection;
  }

  /// @return the image's id
  String build(String tag, List<ContextFile> files) {
    byte[] context = archive(files);
    try {
      return connection.within(
          LIMIT,
          engine ->
              engine
                  .client()
                  .buildImageCmd(new ByteArrayInputStream(context))
                  .withTags(Set.of(tag))
                  .withRemove(true)
                  .withForcerm(true)
                  .exec(new BuildImageResultCallback())
                  .awaitImageId());
    } catch (DockerException failure) {
      throw EngineAnswer.of(failure).asException();
    } catch (DockerClientException failure) {
      throw new EngineException(
          EngineException.Kind.OTHER,
          "The image cannot be built: " + failure.getMessage(),
          failure);
    }
  }

  private static byte[] archive(List<ContextFile> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (ContextFile file : files) {
        TarArchiveEntry entry = new TarArchiveEntry(file.name());
        entry.setSize(file.content().length);
        entry.setMode(file.executable() ? 0755 : 0644);
        // A fixed time, so that the engine's build cache knows the files again.
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
        tar.write(file.content());
        tar.closeArchiveEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
