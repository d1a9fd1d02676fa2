package dev.pacer.engine.docker;

import dev.pacer.engine.BuildFailedException;
import dev.pacer.engine.BuildLog;
import dev.pacer.engine.BuildRequest;
import dev.pacer.engine.BuiltImage;
import dev.pacer.engine.EngineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One build by commands: a container is made of the base image, the source is put into it, the
/// commands run in it, and an image is made of it.
///
/// For one thread, once.
final class CommandsBuild {
  private static final Logger log = LoggerFactory.getLogger(CommandsBuild.class);
  private static final long MEBIBYTE = 1024L * 1024L;
  private static final int LONGEST_HITS = 100;

  private final EngineConnection connection;
  private final InstanceNetwork network;
  private final BuildLeftovers leftovers;
  private final BuildPlan plan;
  private final BuildRequest request;
  private final BuildOutput output;
  private final BuildWatch watch;

  CommandsBuild(
      EngineConnection connection,
      InstanceNetwork network,
      BuildLeftovers leftovers,
      BuildPlan plan,
      BuildLog log) {
    this.connection = connection;
    this.network = network;
    this.leftovers = leftovers;
    this.plan = plan;
    request = plan.request();
    output = new BuildOutput(log, request.limits().outputMebibytes());
    watch = new BuildWatch(request.limits());
  }

  BuiltImage run() throws InterruptedException {
    leftovers.removeOf(request.id());
    try {
      return built();
    } catch (EngineException failure) {
      if (!Thread.currentThread().isInterrupted()) {
        // What the engine was not given the time for is not the engine's fault.
        watch.requireTime("");
      }
      throw failure;
    } finally {
      cleanUp();
    }
  }

  private BuiltImage built() throws InterruptedException {
    BuildContainer container = container(plan.name());
    container.create(request.baseImage());
    upload(container);
    container.start();
    for (BuildRequest.Phase phase : request.phases()) {
      if (phase.inImage()) {
        run(container, phase);
      } else if (!phase.commands().isEmpty()) {
        runOnCopy(container, phase);
      }
    }
    removeFilesOnlyForBuild(container);
    container.kill();
    watch.requireDisk("", container::size);
    watch.requireTime("");
    String image = container.commit(plan.imageConfiguration(), request.tag());
    requireUninterrupted(image);
    return new BuiltImage(image);
  }

  private BuildContainer container(String name) {
    return new BuildContainer(connection, network, plan, name);
  }

  private void upload(BuildContainer container) {
    long limit = request.limits().diskMebibytes() * MEBIBYTE;
    try {
      container.upload(
          tar -> {
            TreeArchive archive = new TreeArchive(tar, limit);
            archive.addTree(request.tree(), "app/", _ -> true);
            for (BuildRequest.File file : request.files()) {
              archive.addFile(file.path(), file.content());
            }
          },
          watch.remaining());
    } catch (TreeArchive.TooLargeException _) {
      throw new BuildFailedException(
          "",
          "The source code is larger than the build's limit of %d MiB of disk."
              .formatted(request.limits().diskMebibytes()));
    } catch (IOException failure) {
      throw new EngineException(
          EngineException.Kind.OTHER, "The source code cannot be read.", failure);
    }
  }

  private void run(BuildContainer container, BuildRequest.Phase phase) throws InterruptedException {
    if (phase.oneShell() && phase.commands().size() > 1) {
      runInOneShell(container, phase);
      return;
    }
    for (String command : phase.commands()) {
      output.announce(phase.name(), command);
      int exitCode = run(container, phase.name(), BuildShell.of(command), output.process());
      requireSuccess(container, phase.name(), command, exitCode);
    }
  }

  private void runInOneShell(BuildContainer container, BuildRequest.Phase phase)
      throws InterruptedException {
    String marker = "pacer" + UUID.randomUUID().toString().replace("-", "") + "x";
    AtomicReference<String> current = new AtomicReference<>(phase.commands().getFirst());
    BuildOutput.Part reader =
        output.process(
            phase.commands(),
            marker,
            command -> {
              current.set(command);
              output.announce(phase.name(), command);
            });
    int exitCode = run(container, phase.name(), BuildShell.of(phase.commands(), marker), reader);
    requireSuccess(container, phase.name(), current.get(), exitCode);
  }

  private void runOnCopy(BuildContainer container, BuildRequest.Phase phase)
      throws InterruptedException {
    String state = container.commit(plan.stateConfiguration(), "");
    BuildContainer copy = container(plan.nameOfCopy());
    copy.create(state);
    copy.start();
    run(copy, phase);
    leftovers.removeContainer(plan.nameOfCopy());
    leftovers.removeImage(state);
  }

  private int run(
      BuildContainer container, String phase, List<String> command, BuildOutput.Part reader)
      throws InterruptedException {
    return container
        .exec()
        .run(
            new ContainerExec.Invocation(command, plan.environment(), request.workingDirectory()),
            reader,
            () -> watch.check(phase, container::size));
  }

  private void requireSuccess(BuildContainer container, String phase, String command, int exitCode)
      throws InterruptedException {
    if (exitCode == 0) {
      return;
    }
    watch.requireTime(phase);
    watch.requireDisk(phase, container::size);
    throw new BuildFailedException(
        phase, CommandFailure.text(phase, command, exitCode, hits(container), request.limits()));
  }

  /// Which limits were hit, or why that cannot be asked: as of a container that is full of processes,
  /// or died.
  private String hits(BuildContainer container) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    BuildOutput answer =
        new BuildOutput(
            line -> {
              if (lines.size() < LONGEST_HITS) {
                lines.add(line);
              }
            },
            1);
    try {
      var _ =
          container
              .exec()
              .run(
                  new ContainerExec.Invocation(BuildShell.hits(), List.of(), "/"),
                  answer.process(),
                  () -> watch.requireTime(""));
    } catch (RuntimeException failure) {
      log.atDebug().setCause(failure).log("A build's container does not say why it failed");
      lines.add(String.valueOf(failure.getMessage()));
    }
    return String.join("\n", lines);
  }

  private void removeFilesOnlyForBuild(BuildContainer container) throws InterruptedException {
    List<String> paths =
        request.files().stream()
            .filter(BuildRequest.File::onlyForBuild)
            .map(BuildRequest.File::path)
            .toList();
    if (paths.isEmpty()) {
      return;
    }
    int exitCode =
        container
            .exec()
            .run(
                new ContainerExec.Invocation(BuildShell.removal(paths), List.of(), "/"),
                output.process(),
                () -> watch.requireTime(""));
    if (exitCode != 0) {
      throw new BuildFailedException(
          "", "What is only for the build cannot be removed from the image.");
    }
  }

  /// A commit is not cut short by an interrupt, but then nobody wants what came of it.
  private void requireUninterrupted(String image) throws InterruptedException {
    if (Thread.interrupted()) {
      leftovers.removeImage(image);
      throw new InterruptedException();
    }
  }

  private void cleanUp() {
    boolean interrupted = Thread.interrupted();
    try {
      leftovers.removeOf(request.id());
    } catch (RuntimeException failure) {
      log.atWarn()
          .addKeyValue("build", request.id())
          .addKeyValue("reason", failure.toString())
          .log("Something of a build stayed behind");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
