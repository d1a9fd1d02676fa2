package dev.pacer.app;

import dev.pacer.build.RuntimeImages;
import dev.pacer.engine.BuildFailedException;
import dev.pacer.engine.BuildLimits;
import dev.pacer.engine.DockerfileRequest;
import dev.pacer.engine.ImageBuilder;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.source.runtime.ListedRuntime;
import dev.pacer.source.runtime.LocalRecipe;
import dev.pacer.support.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Makes images of managed runtimes out of Debian 12's packages, and hands them to the engine.
public final class RuntimeMaking {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final int LAST_WORDS = 20;
  private static final String OWNER = "runtimes";
  private static final String ROOT = "root.tar";
  private static final String LOG = "log";

  /// Nothing runs in this build; it only unpacks.
  private static final BuildLimits LIMITS =
      new BuildLimits(Duration.ofMinutes(15), 1_024, 512, 16_384, 1, 256);

  private final DockerEngine engine;

  public RuntimeMaking(DockerEngine engine) {
    this.engine = engine;
  }

  /// It did not work; the message says why.
  public static final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
      super(message);
    }
  }

  /// Programs that must be on this machine, by the Debian package that brings them.
  public Map<String, String> programs(ListedRuntime runtime) {
    return RuntimeRecipe.programs(runtime.local().orElseThrow());
  }

  /// Makes the image, in place of an earlier one. Images of services that were built on that stay.
  ///
  /// @param runtime one with a local recipe
  /// @throws FailedException when a package cannot be had
  /// @throws dev.pacer.engine.EngineException when the engine cannot
  public void make(ListedRuntime runtime) throws InterruptedException {
    LocalRecipe recipe = runtime.local().orElseThrow();
    try {
      Path folder = Files.createTempDirectory("pacer-runtime-");
      try {
        Path root = folder.resolve(ROOT);
        run(
            RuntimeRecipe.command(recipe, engine.info().architecture(), root, sources()),
            folder.resolve(LOG));
        Files.delete(folder.resolve(LOG));
        hand(runtime, recipe, folder);
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void hand(ListedRuntime runtime, LocalRecipe recipe, Path folder)
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("Dockerfile"), RuntimeRecipe.dockerfile(runtime, recipe, ROOT));
    ImageBuilder builder = engine.imageBuilder().orElseThrow();
    try {
      var _ =
          builder.build(
              new DockerfileRequest(
                  OWNER, folder, Map.of(), LIMITS, RuntimeImages.localName(runtime), Map.of()),
              _ -> {});
    } catch (BuildFailedException failure) {
      throw new FailedException(String.valueOf(failure.getMessage()));
    } finally {
      // No archive is ever made twice, so that nothing of it is worth keeping for the next.
      builder.forget(OWNER);
    }
  }

  private static void run(List<String> command, Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        throw new FailedException(
            command.getFirst()
                + " failed:\n"
                + String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size())));
      }
    } finally {
      process.destroy();
    }
  }

  /// Where this machine's own packages come from, when they are Debian 12's: a mirror near it, perhaps the
  /// only one in reach.
  private static List<Path> sources() throws IOException {
    if (!Files.readString(Path.of("/etc/os-release")).contains("VERSION_CODENAME=bookworm")) {
      return List.of();
    }
    return Stream.of("/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list")
        .map(Path::of)
        .filter(Files::isReadable)
        .toList();
  }
}
