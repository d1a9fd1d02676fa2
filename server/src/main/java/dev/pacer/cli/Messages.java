package dev.pacer.cli;

import dev.pacer.backup.BackupException;
import dev.pacer.config.SettingsException;
import dev.pacer.engine.EngineException;
import dev.pacer.store.StoreException;
import dev.pacer.support.ListenException;
import dev.pacer.support.UnavailableException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/// Knows whose messages are sentences for people.
final class Messages {
  private Messages() {}

  static boolean isForPeople(Exception failure) {
    return failure instanceof SettingsException
        || failure instanceof EngineException
        || failure instanceof StoreException
        || failure instanceof UnavailableException
        || failure instanceof ListenException
        || failure instanceof BackupException
        || failure instanceof CommandFailedException;
  }

  /// The system's words; failures that only repeat a file's name are told by their kind.
  static String reason(IOException failure) {
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      String kind = failure.getClass().getSimpleName().replace("Exception", "");
      return file.getFile() + " (" + kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ") + ")";
    }
    return String.valueOf(failure.getMessage());
  }
}
