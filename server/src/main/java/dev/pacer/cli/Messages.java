package dev.pacer.cli;

import dev.pacer.config.SettingsException;
import dev.pacer.engine.EngineException;
import dev.pacer.store.StoreException;
import dev.pacer.support.ListenException;
import dev.pacer.support.UnavailableException;

/// Knows whose messages are sentences for people.
final class Messages {
  private Messages() {}

  static boolean isForPeople(Exception failure) {
    return failure instanceof SettingsException
        || failure instanceof EngineException
        || failure instanceof StoreException
        || failure instanceof UnavailableException
        || failure instanceof ListenException
        || failure instanceof CommandFailedException;
  }
}
