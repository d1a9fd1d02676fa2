package dev.pacer.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Version;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineInfo;
import dev.pacer.engine.HostMemory;
import dev.pacer.engine.ImageBuilder;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs instances as containers of a Docker Engine, or of a Podman that speaks its API.
///
/// A handle is the container's id. Everything made carries the installation's label, and what does
/// not carry it is never touched. Safe for any thread.
public final class DockerEngine implements ComputeEngine {
  private static final Path PROCESSES = Path.of("/proc");
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final Pattern HANDLE = Pattern.compile("[0-9a-f]{12,64}");

  private final DockerSettings settings;
  private final EngineConnection connection;
  private final InstanceNetwork network;
  private final ImagePull images;
  private final InstanceStart starts;
  private final DockerBuilds builds;
  private final InstanceNetwork networkOfBuilds;
  private volatile @Nullable Boolean rootless;

  private DockerEngine(DockerSettings settings) {
    this.settings = settings;
    connection = new EngineConnection(settings);
    network = new InstanceNetwork(connection);
    images = new ImagePull(connection, settings);
    starts = new InstanceStart(connection, network);
    networkOfBuilds = new InstanceNetwork(connection, InstanceNetwork.OF_BUILDS);
    builds = new DockerBuilds(connection, networkOfBuilds, settings.installationId());
  }

  /// Prepares the connection. The engine is not asked yet, so that a server can start before it;
  /// [#info] is what proves that it answers.
  public static DockerEngine connect(DockerSettings settings) {
    return new DockerEngine(settings);
  }

  /// Builds a small image from files in memory.
  ///
  /// @param files a `Dockerfile` among them
  /// @return the image's id
  public String build(String tag, List<ContextFile> files) {
    return new ImageBuild(connection).build(tag, files);
  }

  /// Removes the networks that all installations share, when no container uses them any more.
  ///
  /// @return whether the one of instances is gone
  public boolean removeUnusedNetwork() {
    var _ = networkOfBuilds.removeIfUnused();
    return network.removeIfUnused();
  }

  @Override
  public EngineInfo info() {
    Version version = ask(client -> client.versionCmd().exec());
    String product =
        version.getComponents() == null || version.getComponents().isEmpty()
            ? ""
            : String.valueOf(version.getComponents().getFirst().getName());
    return new EngineInfo(
        product.contains("Podman") ? "Podman" : "Docker Engine",
        version.getVersion(),
        version.getArch(),
        version.getOperatingSystem() + " " + version.getKernelVersion());
  }

  @Override
  public ResolvedImage resolve(ImageRequest request, PullProgress progress) {
    return images.resolve(request, progress);
  }

  @Override
  public String digest(ImageRequest request) {
    return new ImageQuestion(connection, images).digest(request);
  }

  @Override
  public ImageWatch watchImages(Runnable changed) {
    return new DockerImageWatch(connection, changed).started();
  }

  @Override
  public InstanceHandle start(InstanceSpec spec) {
    return starts.start(new ContainerPlan(spec, settings.installationId(), publishesPorts(), true));
  }

  @Override
  public Optional<InstanceState> inspect(InstanceHandle handle) {
    return container(handle).map(ContainerView::state);
  }

  @Override
  public void stop(InstanceHandle handle, Duration grace) {
    Optional<ContainerView> container = own(handle).filter(ContainerView::isRunning);
    if (container.isEmpty()) {
      return;
    }
    if (container.get().isPaused()) {
      // A frozen process hears no signal.
      resume(handle);
    }
    boolean kill = !grace.isPositive() || isDeaf(container.get());
    end(handle.value(), grace, kill);
  }

  /// Freezes the container's processes; `docker ps` shows it as paused.
  @Override
  public void suspend(InstanceHandle handle) {
    if (own(handle).filter(view -> view.isRunning() && !view.isPaused()).isPresent()) {
      changeState(client -> client.pauseContainerCmd(handle.value()).exec());
    }
  }

  /// One call, as a request waits for it.
  @Override
  public void resume(InstanceHandle handle) {
    if (HANDLE.matcher(handle.value()).matches()) {
      changeState(client -> client.unpauseContainerCmd(handle.value()).exec());
    }
  }

  /// Read from the kernel's control groups, where the engine runs on this machine.
  @Override
  public Optional<InstanceUsage> usage(InstanceHandle handle) {
    return container(handle)
        .filter(ContainerView::isRunning)
        .flatMap(view -> ControlGroup.of(PROCESSES, GROUPS, view.processId(), view.id()))
        .flatMap(ControlGroup::usage);
  }

  /// This machine's, where the engine runs on it.
  @Override
  public Optional<HostMemory> hostMemory() {
    return connection.engine().host().getScheme().equals("unix")
        ? MemoryInfo.read(PROCESSES)
        : Optional.empty();
  }

  /// Changes a container that is in another state by now, or gone: then there is nothing to change.
  private void changeState(Function<DockerClient, ?> change) {
    try {
      var _ = connection.<Object>change(client -> String.valueOf(change.apply(client)));
    } catch (DockerException failure) {
      EngineAnswer answer = EngineAnswer.of(failure);
      if (!answer.isNotFound()
          && !answer.says("is not paused")
          && !answer.says("already paused")
          && !answer.says("is not running")) {
        throw answer.asException();
      }
    }
  }

  @Override
  public void remove(InstanceHandle handle) {
    if (own(handle).isPresent()) {
      remove(handle.value());
    }
  }

  /// Found out where the engine runs on this machine and its processes may be looked at.
  @Override
  public Optional<List<ListeningPort>> listeningPorts(InstanceHandle handle) {
    return container(handle)
        .filter(ContainerView::isRunning)
        .flatMap(view -> ListeningSockets.of(PROCESSES, view.processId(), view.id()));
  }

  @Override
  public Optional<ImageBuilder> imageBuilder() {
    return Optional.of(builds);
  }

  @Override
  public List<OwnedInstance> owned() {
    List<Container> containers =
        ask(client ->
            client
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.INSTALLATION, settings.installationId()))
                .exec());
    return containers.stream()
        .filter(container -> container.getLabels().containsKey(Labels.INSTANCE))
        .map(container ->
            new OwnedInstance(
                new InstanceHandle(container.getId()),
                container.getLabels().get(Labels.INSTANCE),
                Instant.ofEpochSecond(container.getCreated()),
                container.getLabels()))
        .toList();
  }

  @Override
  public LogFollower follow(InstanceHandle handle, Instant since, LineSink sink) {
    if (container(handle).isEmpty()) {
      sink.ended();
      return new EndedFollower();
    }
    return new DockerFollower(connection, this::inspect, handle, since, sink).started();
  }

  @Override
  public void close() {
    connection.close();
  }

  private static boolean isDeaf(ContainerView container) {
    return container.stopsWithTermination()
        && SignalMask.isDeaf(PROCESSES, container.processId(), container.id());
  }

  private void remove(String id) {
    try {
      connection.change(
          client -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (DockerException failure) {
      EngineAnswer answer = EngineAnswer.of(failure);
      if (!answer.isNotFound() && !answer.says("already in progress")) {
        throw answer.asException();
      }
    }
  }

  private void end(String id, Duration grace, boolean kill) {
    Duration limit = grace.plus(settings.changeTimeout());
    // The engine counts whole seconds; a beginning one is granted.
    int seconds = (int) Math.min(grace.plusMillis(999).toSeconds(), Integer.MAX_VALUE);
    try {
      connection.within(
          limit,
          engine ->
              kill
                  ? engine.client().killContainerCmd(id).exec()
                  : engine.client().stopContainerCmd(id).withTimeout(seconds).exec());
    } catch (DockerException failure) {
      EngineAnswer answer = EngineAnswer.of(failure);
      if (!answer.isNotFound() && !answer.isNotModified() && !answer.says("is not running")) {
        throw answer.asException();
      }
    }
  }

  /// The container when it is of this installation.
  private Optional<ContainerView> own(InstanceHandle handle) {
    return container(handle).filter(view -> view.isOf(settings.installationId()));
  }

  private Optional<ContainerView> container(InstanceHandle handle) {
    if (!HANDLE.matcher(handle.value()).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ContainerView(
              connection.ask(client -> client.inspectContainerCmd(handle.value()).exec())));
    } catch (NotFoundException _) {
      return Optional.empty();
    } catch (DockerException failure) {
      throw EngineAnswer.of(failure).asException();
    }
  }

  private <T> T ask(Function<DockerClient, T> question) {
    try {
      return connection.ask(question);
    } catch (DockerException failure) {
      throw EngineAnswer.of(failure).asException();
    }
  }

  /// The bridge of a rootless engine is in a network namespace of its own, out of this one's reach.
  private boolean publishesPorts() {
    if (settings.publishPorts()) {
      return true;
    }
    Boolean known = rootless;
    if (known == null) {
      List<String> options = ask(client -> client.infoCmd().exec()).getSecurityOptions();
      known = options != null && options.stream().anyMatch(text -> text.contains("rootless"));
      rootless = known;
    }
    return known;
  }
}
