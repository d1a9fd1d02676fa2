package dev.pacer.testing;

import dev.pacer.app.RuntimeMaking;
import dev.pacer.build.RuntimeImages;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.registry.RegistryMap;
import dev.pacer.registry.RegistrySettings;
import dev.pacer.source.runtime.ListedRuntime;
import dev.pacer.source.runtime.RuntimeCatalogue;

/// Images of managed runtimes, which stay on the machine: making one takes a minute.
public final class RuntimeImage {
  private RuntimeImage() {}

  /// Makes the image unless it is there. Needs root on Debian 12, and the programs that `./pacer test`
  /// installs.
  ///
  /// @param name the runtime's in `apprunner.yaml`
  public static synchronized void ensure(DockerEngine engine, String name)
      throws InterruptedException {
    ListedRuntime runtime = RuntimeCatalogue.load().find(name).orElseThrow();
    if (new RuntimeImages(engine, new RegistryMap(RegistrySettings.NONE))
        .local(runtime)
        .isEmpty()) {
      new RuntimeMaking(engine).make(runtime);
    }
  }
}
