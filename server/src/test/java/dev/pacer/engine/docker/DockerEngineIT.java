package dev.pacer.engine.docker;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.ComputeEngineContract;
import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.testing.SampleImage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The contract on the container engine of this machine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerEngineIT extends ComputeEngineContract {
  private final DockerBed bed = DockerBed.open();
  private final DockerBed other = DockerBed.open();
  private final DockerEngine restarted = DockerEngine.connect(bed.settings());
  @TempDir Path directory = Path.of("");

  @BeforeAll
  void build() {
    SampleImage.id();
  }

  @AfterEach
  void removeInstances() {
    bed.engine().owned().forEach(instance -> bed.engine().remove(instance.handle()));
  }

  @AfterAll
  void close() {
    restarted.close();
    other.close();
    bed.close();
  }

  @Override
  protected ComputeEngine engine() {
    return bed.engine();
  }

  @Override
  protected ComputeEngine engineAfterRestart() {
    return restarted;
  }

  @Override
  protected ComputeEngine engineOfOtherInstallation() {
    return other.engine();
  }

  @Override
  protected ComputeEngine engineThatIsAway() {
    URI nowhere = URI.create("unix://" + directory.resolve("nobody.sock"));
    return DockerEngine.connect(DockerSettings.of("away", List.of(nowhere), false));
  }

  @Override
  protected ImageRequest existingImage() {
    return DockerBed.local(SampleImage.NAME);
  }

  @Override
  protected ImageRequest missingImage() {
    return DockerBed.local("pacer-test-missing:1");
  }

  @Override
  protected InstanceSpec serving() {
    return spec(SampleImage.id(), List.of(), Map.of("PORT", Integer.toString(PORT)));
  }

  @Override
  protected InstanceSpec printing(List<String> lines) {
    return script(echoes(lines) + "exec sleep 600");
  }

  @Override
  protected InstanceSpec exiting(int exitCode, List<String> lines) {
    return script(echoes(lines) + "exit " + exitCode);
  }

  @Override
  protected InstanceSpec refused() {
    return spec(SampleImage.id(), List.of("/no/such/command"), Map.of());
  }

  @Override
  protected InstanceSpec stubborn() {
    return script("trap 'echo heard' TERM; echo deaf; while true; do sleep 0.1; done");
  }

  private static InstanceSpec script(String script) {
    return spec(SampleImage.id(), List.of("/bin/sh", "-c", script), Map.of());
  }

  private static String echoes(List<String> lines) {
    return lines.stream().map(line -> "echo '" + line + "'; ").collect(Collectors.joining());
  }
}
