package dev.pacer.api.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.api.Paging;
import dev.pacer.api.service.ServiceLookup;
import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.service.ServiceStore;
import dev.pacer.testing.ApiBed;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Caller;
import dev.pacer.wire.PageTokens;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListServiceVersionsTest {
  private static final CallContext CONTEXT =
      new CallContext(
          new Caller("AKIDEXAMPLE", ApiBed.WORLD.accountId(), ApiBed.WORLD.region()), "request");

  @TempDir private Path directory;

  @Test
  void aVersionThatComesWhileTheListIsMadeDoesNotCountAsFailed() {
    try (ApiBed api = new ApiBed(directory)) {
      String arn = api.service("shop", Map.of()).get("ServiceArn").asString();
      Map<String, Object> update =
          Map.of("ServiceArn", arn, "SourceConfiguration", ApiBed.image("good:2"));
      try (MemoryHold _ = api.engine.holdResolve()) {
        ServiceStore store = meddled(api.plane.services, () -> api.ok("UpdateService", update));

        var list = operation(store).call(CONTEXT, new ListServiceVersionsRequest(arn, null, null));

        assertThat(list.serviceVersionSummaryList())
            .extracting(version -> version.version() + " " + version.status())
            .containsExactly("2 DEPLOYING", "1 ACTIVE");
      }
    }
  }

  private static ListServiceVersions operation(ServiceStore store) {
    return new ListServiceVersions(
        new ServiceLookup(store), store, new Paging(new PageTokens(new byte[32])));
  }

  /// A store that lets something happen before it reads versions for the first time.
  private static ServiceStore meddled(ServiceStore store, Runnable meddling) {
    AtomicBoolean meddled = new AtomicBoolean();
    return (ServiceStore)
        Proxy.newProxyInstance(
            ServiceStore.class.getClassLoader(),
            new Class<?>[] {ServiceStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("versions") && !meddled.getAndSet(true)) {
                meddling.run();
              }
              return method.invoke(store, arguments);
            });
  }
}
