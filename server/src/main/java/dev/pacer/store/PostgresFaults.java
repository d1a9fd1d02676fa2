package dev.pacer.store;

import dev.pacer.support.UnavailableException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/// Tells failures of PostgreSQL by their SQLSTATE: what passes as an [UnavailableException] with what
/// to do, anything else as a [StoreException]. Pure.
///
/// The codes are those of the manual's appendix "PostgreSQL Error Codes".
final class PostgresFaults {
  static final String TOO_MANY_CHANGES =
      "Too many changes were made at the same time, so this one was not. Try again.";

  /// Serialization failures, deadlocks, and a key that another transaction took first: the manual
  /// advises to treat that as a serialization failure too.
  private static final Set<String> COLLISIONS = Set.of("40001", "40P01", "23505");

  /// The server's last words before it ends a connection.
  private static final Set<String> SHUTDOWNS = Set.of("57P01", "57P02", "57P03", "57P05");

  private static final String NOTHING_CHANGED = ", so nothing was changed";
  private static final String UNCERTAIN =
      ", so it is not certain whether the change was made: look before you ask for it again";

  private PostgresFaults() {}

  /// Where in a call something failed.
  enum Moment {
    READING(""),
    WRITING(NOTHING_CHANGED),
    COMMITTING(UNCERTAIN);

    private final String consequence;

    Moment(String consequence) {
      this.consequence = consequence;
    }
  }

  /// Whether the transaction was taken back because of others and may be run again.
  static boolean isCollision(Throwable failure) {
    return COLLISIONS.contains(state(failure));
  }

  /// Whether the connection is gone, and with it the transaction.
  static boolean isConnectionLost(Throwable failure) {
    String state = state(failure);
    return !isWithoutConnection(failure) && (state.startsWith("08") || SHUTDOWNS.contains(state));
  }

  static RuntimeException translate(Throwable failure, Moment moment) {
    return Causes.ours(failure).orElseGet(() -> told(failure, moment));
  }

  private static RuntimeException told(Throwable failure, Moment moment) {
    return passing(failure)
        .<RuntimeException>map(fault ->
            new UnavailableException(
                fault.what() + moment.consequence + ". " + fault.toDo(), failure))
        .orElseGet(() ->
            new StoreException("The database refused: " + Causes.rootMessage(failure), failure));
  }

  /// Why a database cannot be opened, in words.
  static String reason(Throwable failure) {
    if (Causes.find(failure, UnknownHostException.class).isPresent()) {
      return "there is no host of that name.";
    }
    return Causes.find(failure, SQLException.class)
        .map(SQLException::getMessage)
        .orElseGet(() -> Causes.rootMessage(failure));
  }

  /// What happened and what to do.
  private record Fault(String what, String toDo) {}

  private static Optional<Fault> passing(Throwable failure) {
    String state = state(failure);
    if (COLLISIONS.contains(state)) {
      return Optional.of(new Fault("Too many changes were made at the same time", "Try again."));
    }
    return switch (state) {
      case "53300" ->
          fault("Pacer's database server has no connection free", "Raise its max_connections or");
      case "53100" -> fault("The disk of Pacer's database server is full", "Make room and");
      case "55P03", "57014" ->
          fault("Pacer's database did not answer in time", "See what holds it and");
      case "25006" ->
          fault("Pacer's database server takes no writes", "Let `database` name the primary and");
      case "28000", "28P01" ->
          fault("Pacer's database server refuses the login", "Mend the user or the password and");
      default ->
          state.startsWith("08")
                  || state.startsWith("53")
                  || state.startsWith("58")
                  || SHUTDOWNS.contains(state)
                  || isWithoutConnection(failure)
              ? fault("Pacer's database does not answer", "Start the database server and")
              : Optional.empty();
    };
  }

  private static Optional<Fault> fault(String what, String toDo) {
    return Optional.of(new Fault(what, toDo + " try again; Pacer connects again by itself."));
  }

  /// The pool had no connection to give, because none could be made or all were busy.
  private static boolean isWithoutConnection(Throwable failure) {
    return Causes.find(failure, SQLTransientConnectionException.class).isPresent();
  }

  /// The innermost code, which is the server's own.
  private static String state(Throwable failure) {
    String state = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        state = sql.getSQLState();
      }
    }
    return state;
  }
}
