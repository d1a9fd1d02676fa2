package dev.pacer.testing.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import dev.pacer.testing.LocalEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts [LoadApplication] into images without any registry: this machine's JDK, reduced to what the
/// application needs, with the C library that it runs on.
public final class LoadImage {
  private static final String NAME = "pacer-load";
  private static final String BASE = "base";
  private static final String CLASS_FILE =
      "/" + LoadApplication.class.getName().replace('.', '/') + ".class";

  private LoadImage() {}

  /// Builds an image of each of the versions. One whose name begins with `broken` ends at once.
  public static void build(String... versions) {
    try {
      Path context = Files.createTempDirectory("load-image");
      try {
        fill(context);
        build(context, BASE, recipe());
        delete(context.resolve("root"));
        for (String version : versions) {
          String extra = version.startsWith("broken") ? "ENV BROKEN=yes\n" : "";
          build(context, version, "FROM " + of(BASE) + "\nENV VERSION=" + version + "\n" + extra);
        }
      } finally {
        delete(context);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Its name on the engine; there is no registry host in it.
  public static String of(String version) {
    return NAME + ":" + version;
  }

  /// Makes a name mean the image of that version from now on.
  ///
  /// @param alias what [#of] makes a name of
  public static void tag(String version, String alias) {
    LocalEngine.get().client().tagImageCmd(of(version), NAME, alias).exec();
  }

  private static void fill(Path context) throws IOException {
    Path root = Files.createDirectory(context.resolve("root"));
    Path runtime = root.resolve("runtime");
    Path java = Path.of(System.getProperty("java.home"));
    output(
        java.resolve("bin/jlink").toString(),
        "--add-modules",
        "java.base,jdk.httpserver",
        "--strip-debug",
        "--no-header-files",
        "--no-man-pages",
        "--generate-cds-archive",
        "--output",
        runtime.toString());
    for (String library : libraries(runtime)) {
      Path copy = root.resolve(library.substring(1));
      Files.createDirectories(copy.getParent());
      Files.copy(Path.of(library), copy);
    }
    Path type = root.resolve("application" + CLASS_FILE);
    Files.createDirectories(type.getParent());
    try (var bytes = LoadImage.class.getResourceAsStream(CLASS_FILE)) {
      Files.copy(Objects.requireNonNull(bytes), type);
    }
  }

  /// What the runtime loads from the system, by absolute path.
  private static List<String> libraries(Path runtime) throws IOException {
    List<String> command = new ArrayList<>(List.of("ldd", runtime.resolve("bin/java").toString()));
    try (Stream<Path> files = Files.walk(runtime.resolve("lib"))) {
      files.map(Path::toString).filter(name -> name.endsWith(".so")).forEach(command::add);
    }
    return Stream.of(output(command.toArray(String[]::new)).split("\\s+"))
        .filter(word -> word.startsWith("/") && !word.endsWith(":"))
        .filter(word -> !word.startsWith(runtime.toString()))
        .distinct()
        .toList();
  }

  private static String recipe() {
    return """
    FROM scratch
    COPY root /
    CMD ["/runtime/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", \
    "-Dsun.net.httpserver.nodelay=true", "-Dsun.net.httpserver.maxIdleConnections=1000", \
    "-cp", "/application", "%s"]
    """
        .formatted(LoadApplication.class.getName());
  }

  private static void build(Path context, String version, String recipe) throws IOException {
    Path file = Files.writeString(context.resolve("Dockerfile"), recipe);
    LocalEngine.get()
        .client()
        .buildImageCmd(file.toFile())
        .withTags(Set.of(of(version)))
        .withRemove(true)
        .withForcerm(true)
        .exec(new BuildImageResultCallback())
        .awaitImageId();
  }

  private static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command[0] + " failed: " + output);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupt);
    }
    return output;
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
