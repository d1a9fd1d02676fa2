package dev.pacer.rules;

import dev.pacer.app.Stores;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.store.Database;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.Mortality;
import dev.pacer.testing.Mortality.Watch;
import dev.pacer.testing.ServicePicture;
import dev.pacer.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;

/// Servers that follow one another on one database and one engine, each after the death of the one
/// before. Safe for any thread but that one brings up the next.
final class Succession implements AutoCloseable {
  final MemoryEngine engine = new MemoryEngine(InstantSource.system());

  /// What is stored, for the eyes of the test, which does not die with a server.
  final Stores stored;

  private final Path directory;
  private final Database database;
  private volatile Watch watch = (_, _) -> {};
  private volatile Reign present;
  private int number;

  /// A server and its life.
  record Reign(ControlPlane plane, Mortality life) {}

  Succession(Path directory) {
    this.directory = directory;
    this.database = TestDatabase.open(directory);
    this.stored = Stores.in(database, Clock.systemUTC());
    this.present = begun();
  }

  /// Is told of every call that a living server makes to its stores and its engine from now on.
  void watch(Watch other) {
    watch = other;
  }

  ControlPlane plane() {
    return present.plane();
  }

  Reign present() {
    return present;
  }

  Mortality life() {
    return present.life();
  }

  /// What there is of a service now.
  ServicePicture picture(String serviceId) {
    return ServicePicture.of(stored.services(), engine, plane().routes.current(), serviceId);
  }

  /// Brings up the next server; the present one is dead from now on.
  void succeed() {
    Reign last = present;
    last.life().die();
    try {
      last.life().awaitSilence();
    } catch (InterruptedException interrupt) {
      throw new AssertionError(interrupt);
    }
    last.plane().abandon();
    present = begun();
  }

  @Override
  public void close() {
    present.plane().close();
    database.close();
    engine.close();
  }

  private Reign begun() {
    Mortality life = new Mortality((method, arguments) -> watch.called(method, arguments));
    Path logs = directory.resolve("logs-" + number++);
    return new Reign(ControlPlane.mortal(database, logs, engine, life).start(), life);
  }
}
