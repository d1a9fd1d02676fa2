package dev.pacer.testing;

import dev.pacer.app.Stores;
import dev.pacer.cluster.MemberStore;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.operation.Journal;
import dev.pacer.operation.OperationStore;
import dev.pacer.service.ServiceStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// Lets a server die as a process does that is killed: between two writes, with all of its threads.
/// From then on no call of its stores and its engine is made, and none returns: its threads stand still
/// for ever, and only a client that waits for an answer learns of the death. Safe for any thread.
public final class Mortality {
  /// Calls that change nothing, so that it makes no difference to die at one. Whatever is not named
  /// here counts as a write.
  private static final Set<String> READS =
      Set.of(
          "find",
          "findByName",
          "findNewestByName",
          "list",
          "listUsing",
          "living",
          "privateAmong",
          "hosts",
          "count",
          "version",
          "versions",
          "newestVersionNumber",
          "instance",
          "instances",
          "output",
          "waiting",
          "unclaimed",
          "cancelled",
          "operation",
          "completed",
          "begun",
          "members",
          "drainedByOthers",
          "info",
          "inspect",
          "owned",
          "follow");

  private static final ThreadLocal<Boolean> CLIENT = ThreadLocal.withInitial(() -> false);

  private final Watch watch;
  private int left = Integer.MAX_VALUE;
  private int underWay;
  private boolean dead;
  private String lastWords = "";

  /// Is told of the calls of a living server before they are made.
  @FunctionalInterface
  public interface Watch {
    void called(String method, List<?> arguments);
  }

  /// What a client gets whose server dies; nothing in the product catches it.
  private static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  public Mortality(Watch watch) {
    this.watch = watch;
  }

  /// Lives until somebody says when to die.
  public Mortality() {
    this((_, _) -> {});
  }

  /// Calls a server in this thread, as a client from outside does.
  ///
  /// @return what it answered; empty when it died before that
  public static <T> Optional<T> answer(Supplier<T> call) {
    CLIENT.set(true);
    try {
      return Optional.of(call.get());
    } catch (Died _) {
      return Optional.empty();
    } finally {
      CLIENT.set(false);
    }
  }

  /// Dies instead of making a write.
  ///
  /// @param number which one from now on; 1 is the next
  public synchronized void dieAt(int number) {
    left = number;
  }

  /// Dies now.
  public synchronized void die() {
    dead = true;
  }

  public synchronized boolean isDead() {
    return dead;
  }

  /// The write instead of which it died; empty for one that lives.
  public synchronized String lastWords() {
    return lastWords;
  }

  /// Lets a server live on.
  ///
  /// @return false when it is dead
  public synchronized boolean spare() {
    left = Integer.MAX_VALUE;
    return !dead;
  }

  /// Waits until the calls that were under way at the death have had their effect, as a database or
  /// an engine does what it was asked before the asker died.
  public synchronized void awaitSilence() throws InterruptedException {
    while (underWay > 0) {
      wait();
    }
  }

  /// The stores as this server has them.
  Stores of(Stores stores) {
    return new Stores(
        mortal(ServiceStore.class, stores.services()),
        mortal(OperationStore.class, stores.operations()),
        stores.scaling(),
        stores.observability(),
        stores.connectors(),
        stores.connections(),
        stores.ingressConnections(),
        stores.domains(),
        stores.tags(),
        mortal(MemberStore.class, stores.members()));
  }

  /// The engine as this server has it.
  ComputeEngine of(ComputeEngine engine) {
    return mortal(ComputeEngine.class, engine);
  }

  private <T> T mortal(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call(target, method, arguments)));
  }

  private Object call(Object target, Method method, Object[] arguments) throws Throwable {
    List<?> told = arguments == null ? List.of() : List.of(arguments);
    if (!isDead()) {
      watch.called(method.getName(), told);
    }
    if (!enter(method.getName())) {
      standStill();
    }
    try {
      Object answer = method.invoke(target, arguments);
      return answer instanceof Optional<?> found && found.orElse(null) instanceof Journal journal
          ? Optional.of(mortal(Journal.class, journal))
          : answer;
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    } finally {
      leave();
      if (isDead()) {
        // Nobody learns what became of it.
        standStill();
      }
    }
  }

  /// @return false when it is dead
  private synchronized boolean enter(String method) {
    if (!dead && !READS.contains(method)) {
      left--;
      if (left <= 0) {
        dead = true;
        lastWords = method;
      }
    }
    if (!dead) {
      underWay++;
    }
    return !dead;
  }

  private synchronized void leave() {
    underWay--;
    notifyAll();
  }

  private static void standStill() {
    if (CLIENT.get()) {
      throw new Died();
    }
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException _) {
        // The dead are not woken.
      }
    }
  }
}
