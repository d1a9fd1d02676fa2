package dev.pacer.engine.memory;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.EngineInfo;
import dev.pacer.engine.HostMemory;
import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.ImageWatch;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.InstanceUsage;
import dev.pacer.engine.LineSink;
import dev.pacer.engine.ListeningPort;
import dev.pacer.engine.LogFollower;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.engine.PullProgress;
import dev.pacer.engine.ResolvedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// An engine whose instances are HTTP listeners on loopback inside this process.
///
/// Every image name resolves, to [MemoryImage#serving()] unless something else was registered for
/// it. An instance answers each request with its image, its `PORT` variable and its id. Instances
/// end with the engine: they cannot outlive the process that they are part of.
///
/// The methods that are not of [ComputeEngine] are the knobs. All of it is safe for any thread.
public final class MemoryEngine implements ComputeEngine {
  private static final String ID_PREFIX = "memory:";
  private static final int MOST_PORTS = 5;
  private static final MemoryHold OPEN = new MemoryHold();

  static {
    OPEN.release();
  }

  private record Registered(String reference, MemoryImage image, int generation) {
    String id() {
      return ID_PREFIX + reference + "#" + generation;
    }
  }

  private final InstantSource clock;
  private final Map<String, Registered> byReference = new ConcurrentHashMap<>();
  private final Map<String, Registered> byId = new ConcurrentHashMap<>();
  private final Map<String, MemoryInstance> instances = new ConcurrentHashMap<>();
  private final AtomicInteger generations = new AtomicInteger();
  private volatile MemoryImage otherwise = MemoryImage.serving();
  private volatile MemoryHold resolveHold = OPEN;
  private volatile MemoryHold startHold = OPEN;
  private volatile MemoryHold stopHold = OPEN;
  private volatile MemoryHold answerHold = OPEN;
  private final Map<InstanceHandle, InstanceUsage> usages = new ConcurrentHashMap<>();
  private final List<Runnable> imageWatchers = new CopyOnWriteArrayList<>();
  private volatile @Nullable HostMemory hostMemory;
  private volatile boolean away;

  public MemoryEngine(InstantSource clock) {
    this.clock = clock;
  }

  // The knobs.

  /// Gives an image name a behaviour. Doing so again is like moving a tag: instances of what was
  /// resolved before keep the old behaviour.
  public void register(String reference, MemoryImage image) {
    Registered registered = new Registered(reference, image, generations.incrementAndGet());
    byId.put(registered.id(), registered);
    byReference.put(reference, registered);
    imageWatchers.forEach(Runnable::run);
  }

  /// Makes instances of an image fail to start from now on, of those that were resolved before as well.
  public void refuse(String reference) {
    Registered known = registered(reference);
    Registered refusing =
        new Registered(
            reference,
            known.image().refusingToStart("The process cannot be started."),
            known.generation());
    byId.put(refusing.id(), refusing);
    byReference.put(reference, refusing);
  }

  /// Sets what names stand for that nothing was registered for; [MemoryImage#missing()] makes the
  /// engine know only what was registered.
  public void otherwise(MemoryImage image) {
    otherwise = image;
  }

  /// Makes every call fail with `UNAVAILABLE`; instances go on running.
  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  /// Makes [#resolve] block until the returned hold is released.
  public MemoryHold holdResolve() {
    MemoryHold hold = new MemoryHold();
    resolveHold = hold;
    return hold;
  }

  /// Makes [#start] block, before anything is started, until the returned hold is released.
  public MemoryHold holdStart() {
    MemoryHold hold = new MemoryHold();
    startHold = hold;
    return hold;
  }

  /// Makes every instance keep its answers until the returned hold is released.
  public MemoryHold holdAnswers() {
    MemoryHold hold = new MemoryHold();
    answerHold = hold;
    return hold;
  }

  /// Makes [#stop] block, before anything is stopped, until the returned hold is released.
  public MemoryHold holdStop() {
    MemoryHold hold = new MemoryHold();
    stopHold = hold;
    return hold;
  }

  /// Ends an instance as if its process had ended by itself.
  public void die(InstanceHandle handle, int exitCode, boolean outOfMemory) {
    known(handle).exit(exitCode, outOfMemory);
  }

  /// Lets an instance print a line.
  public void print(InstanceHandle handle, String line) {
    known(handle).print(line);
  }

  /// Changes how one running instance answers a path, for example to make it unhealthy.
  public void answer(InstanceHandle handle, String path, int status) {
    known(handle).answer(path, status);
  }

  /// Lets an instance seem to use processor and memory.
  public void uses(InstanceHandle handle, InstanceUsage usage) {
    usages.put(handle, usage);
  }

  /// Lets the machine seem to have that much memory.
  public void hostMemory(HostMemory memory) {
    hostMemory = memory;
  }

  /// What an instance was started with.
  public InstanceSpec spec(InstanceHandle handle) {
    return known(handle).spec();
  }

  // The contract.

  @Override
  public EngineInfo info() {
    requirePresent();
    return new EngineInfo("memory", "1", "amd64", "this process");
  }

  @Override
  public ResolvedImage resolve(ImageRequest request, PullProgress progress) {
    requirePresent();
    resolveHold.pass();
    requirePresent();
    Registered registered = present(request);
    byId.put(registered.id(), registered);
    return new ResolvedImage(
        registered.id(), digest(registered.id()), registered.image().architecture());
  }

  /// Not held up by [#holdResolve].
  @Override
  public String digest(ImageRequest request) {
    requirePresent();
    return digest(present(request).id());
  }

  @Override
  public ImageWatch watchImages(Runnable changed) {
    imageWatchers.add(changed);
    changed.run();
    return () -> imageWatchers.remove(changed);
  }

  @Override
  public InstanceHandle start(InstanceSpec spec) {
    requirePresent();
    startHold.pass();
    requirePresent();
    Registered registered = ofId(spec.imageId());
    if (!registered.image().startRefusal().isEmpty()) {
      throw new EngineException(
          EngineException.Kind.START_REFUSED, registered.image().startRefusal());
    }
    return instances
        .computeIfAbsent("memory-" + spec.instanceId(), _ -> started(spec, registered))
        .handle();
  }

  @Override
  public Optional<InstanceState> inspect(InstanceHandle handle) {
    requirePresent();
    return Optional.ofNullable(instances.get(handle.value())).map(MemoryInstance::state);
  }

  @Override
  public void stop(InstanceHandle handle, Duration grace) {
    requirePresent();
    stopHold.pass();
    requirePresent();
    MemoryInstance instance = instances.get(handle.value());
    if (instance != null) {
      instance.stop(grace);
    }
  }

  @Override
  public void suspend(InstanceHandle handle) {
    setSuspended(handle, true);
  }

  @Override
  public void resume(InstanceHandle handle) {
    setSuspended(handle, false);
  }

  private void setSuspended(InstanceHandle handle, boolean wanted) {
    requirePresent();
    MemoryInstance instance = instances.get(handle.value());
    if (instance != null) {
      instance.suspend(wanted);
    }
  }

  /// What the instance was said to use, see [#uses].
  @Override
  public Optional<InstanceUsage> usage(InstanceHandle handle) {
    requirePresent();
    return Optional.ofNullable(instances.get(handle.value()))
        .filter(instance -> instance.state() instanceof InstanceState.Running)
        .map(instance ->
            usages.getOrDefault(instance.handle(), new InstanceUsage(Duration.ZERO, 0)));
  }

  /// What the machine was said to have, see [#hostMemory(HostMemory)].
  @Override
  public Optional<HostMemory> hostMemory() {
    requirePresent();
    return Optional.ofNullable(hostMemory);
  }

  @Override
  public void remove(InstanceHandle handle) {
    requirePresent();
    MemoryInstance instance = instances.remove(handle.value());
    usages.remove(handle);
    if (instance != null) {
      instance.kill();
    }
  }

  @Override
  public Optional<List<ListeningPort>> listeningPorts(InstanceHandle handle) {
    requirePresent();
    return Optional.ofNullable(instances.get(handle.value()))
        .filter(instance -> instance.state() instanceof InstanceState.Running)
        .map(MemoryInstance::listeningPorts);
  }

  @Override
  public List<OwnedInstance> owned() {
    requirePresent();
    return instances.values().stream()
        .map(instance ->
            new OwnedInstance(
                instance.handle(),
                instance.spec().instanceId(),
                instance.createdAt(),
                instance.spec().labels()))
        .toList();
  }

  @Override
  public LogFollower follow(InstanceHandle handle, Instant since, LineSink sink) {
    requirePresent();
    MemoryInstance instance = instances.get(handle.value());
    if (instance == null) {
      sink.ended();
      return new EndedFollower();
    }
    return new MemoryFollower(instance, since, sink, () -> away).started();
  }

  /// Ends every instance.
  @Override
  public void close() {
    instances.values().forEach(MemoryInstance::kill);
    instances.clear();
  }

  /// A port is free for a moment between being reserved and being listened on, and may be somebody
  /// else's after that: then another one is taken.
  private MemoryInstance started(InstanceSpec spec, Registered registered) {
    IOException last = new IOException("no port was tried");
    for (int attempt = 0; attempt < MOST_PORTS; attempt++) {
      try {
        return running(spec, registered);
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw new EngineException(
        EngineException.Kind.OTHER, "No loopback port could be opened.", last);
  }

  private MemoryInstance running(InstanceSpec spec, Registered registered) throws IOException {
    MemoryInstance instance =
        new MemoryInstance(
            spec, registered.reference(), registered.image(), () -> answerHold.pass(), clock);
    boolean runs = false;
    try {
      instance.run();
      runs = true;
      return instance;
    } finally {
      if (!runs) {
        instance.kill();
      }
    }
  }

  private Registered present(ImageRequest request) {
    Registered registered = registered(request.reference());
    registered
        .image()
        .resolveFailure()
        .ifPresent(kind -> {
          throw new EngineException(kind, resolveFailure(kind, request.reference()));
        });
    return registered;
  }

  private Registered registered(String reference) {
    Registered registered = byReference.get(reference);
    return registered == null ? new Registered(reference, otherwise, 0) : registered;
  }

  /// An id that this process never resolved comes from a server that ran before it: its images are
  /// gone, so it means whatever its name means now.
  private Registered ofId(String imageId) {
    Registered registered = byId.get(imageId);
    if (registered != null) {
      return registered;
    }
    int end = imageId.lastIndexOf('#');
    return imageId.startsWith(ID_PREFIX) && end > 0
        ? registered(imageId.substring(ID_PREFIX.length(), end))
        : registered(imageId);
  }

  private MemoryInstance known(InstanceHandle handle) {
    MemoryInstance instance = instances.get(handle.value());
    if (instance == null) {
      throw new IllegalArgumentException("No instance has the handle " + handle.value());
    }
    return instance;
  }

  private void requirePresent() {
    if (away) {
      throw new EngineException(
          EngineException.Kind.UNAVAILABLE, "The container engine does not answer.");
    }
  }

  private static String resolveFailure(EngineException.Kind kind, String reference) {
    return switch (kind) {
      case IMAGE_NOT_FOUND -> "The image \"%s\" does not exist.".formatted(reference);
      case REGISTRY_REFUSED ->
          "The registry refused the credentials for \"%s\".".formatted(reference);
      case REGISTRY_UNREACHABLE -> "The registry of \"%s\" cannot be reached.".formatted(reference);
      case REGISTRY_FAILING -> "The registry of \"%s\" fails.".formatted(reference);
      case DISK_FULL -> "The engine's disk is full.";
      case UNAVAILABLE -> "The container engine does not answer.";
      case START_REFUSED, OTHER -> "The image \"%s\" cannot be used.".formatted(reference);
    };
  }

  private static String digest(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  private record EndedFollower() implements LogFollower {
    @Override
    public boolean awaitEnd(Duration atMost) {
      return true;
    }

    @Override
    public void close() {}
  }
}
