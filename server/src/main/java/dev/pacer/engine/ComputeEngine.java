package dev.pacer.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whatever runs instances: the Docker Engine, a cluster, or memory.
///
/// The contract, proved for every engine by `ComputeEngineContract` in the test sources:
///
/// 1. Every method may block and may be called from any thread, several at once.
/// 2. Every method throws [EngineException] and nothing else when the engine refuses or is away.
/// 3. [#start] is idempotent on [InstanceSpec#instanceId()]: called again after a crash it returns
///    the handle of the instance that already exists.
/// 4. [#start] returns when the instance's process was started, not when it is healthy.
/// 5. [#stop] and [#remove] of something unknown or already gone do nothing.
/// 6. A handle is an opaque text that outlives this process: a restarted server passes it to
///    [#inspect] and [#follow] to attach to running instances again.
/// 7. Only instances of this installation are ever listed, stopped or removed. Which installation
///    that is was told to the engine when it was connected; it marks what it starts by itself.
/// 8. A suspended instance keeps its memory and its address, uses no processor and answers nothing until
///    it is resumed; [#stop] and [#remove] work on it as on any other. It stays suspended when the
///    server is restarted.
/// 9. A [LogFollower] outlives an engine that goes away for a while: it goes on after the last
///    delivered line when the engine is back.
public interface ComputeEngine extends AutoCloseable {

  /// Asks the engine who it is. The cheapest call that proves that the engine answers.
  EngineInfo info();

  /// Makes the image present on the engine and pins it: the answer names one immutable image, so
  /// that every instance of a version runs the same content even when the tag moves.
  ///
  /// A registry that fails is asked again a few times; the whole of it takes a bounded time.
  ///
  /// @param progress told from time to time how it goes on, from any thread
  /// @throws EngineException of kind `IMAGE_NOT_FOUND`, `REGISTRY_REFUSED`, `REGISTRY_UNREACHABLE`,
  ///     `REGISTRY_FAILING`, `DISK_FULL` or `UNAVAILABLE`
  ResolvedImage resolve(ImageRequest request, PullProgress progress);

  /// The same for whom nobody waits.
  default ResolvedImage resolve(ImageRequest request) {
    return resolve(request, _ -> {});
  }

  /// What a reference means now, without making it present: the [ResolvedImage#digest()] that
  /// [#resolve] would find. Cheap where the engine can ask a registry without pulling.
  ///
  /// @throws EngineException as [#resolve] does
  default String digest(ImageRequest request) {
    return resolve(request).digest();
  }

  /// Tells whenever some image name may mean something else on the engine than before, because an image
  /// was built, tagged, loaded or pulled, and once at the beginning and whenever something may have been
  /// missed. The listener is called from one thread at a time and must return soon.
  ///
  /// @return closes to end it; an engine that cannot tell never calls the listener
  default ImageWatch watchImages(Runnable changed) {
    return () -> {};
  }

  /// Starts one instance. An interrupt either comes before anything was done, or does not cut it short.
  ///
  /// @throws EngineException of kind `START_REFUSED` when the engine could not start the process
  ///     (command not found, wrong architecture, …), of kind `IMAGE_NOT_FOUND` when the image was
  ///     removed from the engine since it was resolved; nothing of the instance is left then
  InstanceHandle start(InstanceSpec spec);

  /// What the instance is doing now; empty when the engine knows nothing of it.
  Optional<InstanceState> inspect(InstanceHandle handle);

  /// Asks the instance's process to end (SIGTERM), and ends it (SIGKILL) when the grace is over.
  /// Returns when it ended. The instance stays inspectable until [#remove].
  void stop(InstanceHandle handle, Duration grace);

  /// Takes the instance's processor away. Nothing happens to one that is suspended, ended or unknown.
  void suspend(InstanceHandle handle);

  /// Gives it back. Nothing happens to one that is not suspended.
  void resume(InstanceHandle handle);

  /// What a running instance uses; cheap enough to be asked every few seconds.
  ///
  /// @return empty when this engine cannot find out, or the instance does not run
  default Optional<InstanceUsage> usage(InstanceHandle handle) {
    return Optional.empty();
  }

  /// The memory of the machine that instances run on; empty when this engine cannot find out.
  default Optional<HostMemory> hostMemory() {
    return Optional.empty();
  }

  /// Removes the instance and all it wrote, ending it first when it still runs.
  void remove(InstanceHandle handle);

  /// Where a running instance really listens, smallest port first: what an application that listens
  /// on another port than it should is told by.
  ///
  /// @return empty when this engine cannot find out, or the instance does not run
  default Optional<List<ListeningPort>> listeningPorts(InstanceHandle handle) {
    return Optional.empty();
  }

  /// What makes images out of source code; empty for an engine that cannot.
  default Optional<ImageBuilder> imageBuilder() {
    return Optional.empty();
  }

  /// Every instance of this installation, running or not.
  List<OwnedInstance> owned();

  /// Delivers the lines that the instance wrote at or after `since` to its standard output and
  /// error, oldest first, then goes on with new ones until the instance ends or the returned handle
  /// is closed. The sink is called from one thread at a time, never from the caller's own, save
  /// that an unknown instance ends the sink before this returns.
  ///
  /// Times within an instance never fall, so going on after a line means passing its time plus one
  /// nanosecond.
  LogFollower follow(InstanceHandle handle, Instant since, LineSink sink);

  /// Releases the connection to the engine; instances go on running.
  @Override
  void close();
}
