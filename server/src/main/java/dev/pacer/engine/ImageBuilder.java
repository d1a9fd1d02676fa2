package dev.pacer.engine;

import java.time.Instant;

/// Makes images out of a source tree, in containers: a capability that an engine may lack.
///
/// The contract:
///
/// 1. The commands of a request see the tree, the base image and the network; nothing of the host, of
///    other services, or of the engine. They run with the rights of a container without extra
///    privileges, within the limits of the request, and everything that they started is gone when
///    [#build] returns or throws.
/// 2. What a build leaves in [BuildRequest#caches()] is there at the next build of the same
///    [BuildRequest#owner()], and for nobody else.
/// 3. An interrupt ends the build.
/// 4. Both methods may block and may be called from any thread, several at once.
public interface ImageBuilder {

  /// Copies the tree into a container, runs the phases one after the other, and makes an image of what
  /// is there at the end.
  ///
  /// @throws BuildFailedException when a command fails or a limit is reached
  /// @throws EngineException when the engine cannot
  /// @throws InterruptedException when the build was ended by an interrupt
  BuiltImage build(BuildRequest request, BuildLog log) throws InterruptedException;

  /// Builds a repository's own `Dockerfile`, whose text decides what runs; the limits are the same.
  ///
  /// @throws BuildFailedException when a step of it fails or a limit is reached
  /// @throws EngineException when the engine cannot
  /// @throws InterruptedException when the build was ended by an interrupt
  BuiltImage build(DockerfileRequest request, BuildLog log) throws InterruptedException;

  /// Removes an image that a build made; one that is used by a container, or gone, is left alone.
  void removeImage(String imageId);

  /// Removes what builds of an owner left in caches.
  void forget(String owner);

  /// Removes what builds of this installation left behind when their server died. Called when a server
  /// starts; the time keeps it off the builds of other servers.
  ///
  /// @param before when a build must have begun for nobody to be at work on it any more
  default void removeLeftovers(Instant before) {}
}
