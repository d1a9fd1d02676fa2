package dev.pacer.crash;

import dev.pacer.app.Decorators;
import dev.pacer.app.Stores;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.operation.Journal;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStore;
import dev.pacer.operation.Step;
import dev.pacer.service.ServiceStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts crash points before and after every call that changes something, and within those that take
/// the engine a while.
final class Watched {
  private static final Set<String> ENGINE = Set.of("resolve", "start", "stop", "remove");
  private static final Set<String> JOURNAL = Set.of("save", "begin", "complete", "end", "told");
  private static final Set<String> SERVICES =
      Set.of(
          "pinImage",
          "add",
          "addMissing",
          "noteHandle",
          "serve",
          "retire",
          "retireAbandoned",
          "retireSurplus",
          "switchTraffic",
          "remove",
          "forgetVersions");

  private final CrashPoints points;

  private Watched(CrashPoints points) {
    this.points = points;
  }

  static Decorators by(CrashPoints points) {
    Watched watched = new Watched(points);
    return new Decorators(
        engine -> watched.around(ComputeEngine.class, engine, ENGINE, true), watched::stores);
  }

  private Stores stores(Stores plain) {
    return new Stores(
        around(ServiceStore.class, plain.services(), SERVICES, false),
        operations(plain.operations()),
        plain.scaling(),
        plain.observability(),
        plain.connectors(),
        plain.connections(),
        plain.ingressConnections(),
        plain.domains(),
        plain.tags(),
        plain.members());
  }

  private OperationStore operations(OperationStore plain) {
    return proxy(
        OperationStore.class,
        (method, arguments) -> {
          Object answer = method.invoke(plain, arguments);
          return method.getName().equals("claim")
              ? ((Optional<?>) answer).map(Journal.class::cast).map(this::claimed)
              : answer;
        });
  }

  private Journal claimed(Journal journal) {
    points.claimed(journal.operation().type());
    points.reached("after OperationStore.claim");
    return around(Journal.class, journal, JOURNAL, false);
  }

  private <T> T around(Class<T> type, T plain, Set<String> changing, boolean takesAWhile) {
    return proxy(
        type,
        (method, arguments) -> {
          if (!changing.contains(method.getName())) {
            return method.invoke(plain, arguments);
          }
          String name = type.getSimpleName() + "." + method.getName() + detail(arguments);
          points.reached("before " + name);
          if (takesAWhile) {
            points.within("within " + name);
          }
          Object answer = method.invoke(plain, arguments);
          points.reached("after " + name);
          return answer;
        });
  }

  private static String detail(Object[] arguments) {
    return switch (arguments.length == 0 ? "" : arguments[0]) {
      case Step step -> "(" + step.name() + ")";
      case Operation operation -> "(" + operation.status() + ")";
      default -> "";
    };
  }

  @FunctionalInterface
  private interface Call {
    @Nullable Object apply(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return call.apply(method, arguments == null ? new Object[0] : arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            }));
  }
}
