package dev.pacer.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A build by commands.
///
/// @param id 32 lower-case hexadecimal characters; what is left of a build with this id by a server
///     that died is removed first
/// @param owner whose caches are used, made of `[a-z0-9-]`
/// @param baseImage the image to begin with, by the engine's id or by a name that it has
/// @param tree the folder whose content is copied to `/app`; symbolic links are copied as links
/// @param workingDirectory where commands and later the application run: `/app` or a folder below it
/// @param files further files for the container, for all phases; they stay in the image unless
///     [File#onlyForBuild()]
/// @param environment variables of the commands; they are not in the image
/// @param phases in their order; those without steps are passed over
/// @param caches absolute paths that last from build to build of the owner and are not in the image
/// @param limits for the whole of it
/// @param tag a name for the image, in a namespace of this installation; the image is found by its id
/// @param port the port that the image says it listens on
/// @param labels are stored with the image
public record BuildRequest(
    String id,
    String owner,
    String baseImage,
    Path tree,
    String workingDirectory,
    List<File> files,
    Map<String, String> environment,
    List<Phase> phases,
    Set<String> caches,
    BuildLimits limits,
    String tag,
    int port,
    Map<String, String> labels) {

  public BuildRequest {
    files = List.copyOf(files);
    environment = Map.copyOf(environment);
    phases = List.copyOf(phases);
    caches = Set.copyOf(caches);
    labels = Map.copyOf(labels);
  }

  /// Commands that belong together.
  ///
  /// @param name what its lines in the log begin with and what a failure names, such as `Build`
  /// @param commands each one a line for the shell
  /// @param oneShell whether all commands share one shell, so that a `cd` of one holds for the next; if
  ///     not, each begins in the working directory
  /// @param inImage whether what it does is part of the image; a phase that is not runs on a copy of
  ///     what is there, which is thrown away
  public record Phase(String name, List<String> commands, boolean oneShell, boolean inImage) {
    public Phase {
      commands = List.copyOf(commands);
    }
  }

  /// A file for the container, readable by all.
  ///
  /// @param path absolute
  /// @param content never changed by whoever reads it
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  public record File(String path, byte[] content, boolean onlyForBuild) {}
}
