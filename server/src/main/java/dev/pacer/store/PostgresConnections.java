package dev.pacer.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.pacer.support.DatabaseAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.postgresql.ds.PGSimpleDataSource;

/// Makes connections to a PostgreSQL server. Everything on them is bounded: the login, the wait for a
/// lock, a statement, an idle transaction, and the silence of a server that answers nothing at all.
final class PostgresConnections {
  private static final int POOL_SIZE = 8;
  private static final Duration LOGIN = Duration.ofSeconds(5);
  private static final Duration LOCK = Duration.ofSeconds(5);
  private static final Duration STATEMENT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration MIGRATION = Duration.ofMinutes(10);

  /// Any number that nobody else takes: held while a schema is brought up to date.
  private static final long MIGRATION_LOCK = 0x5061_6365_7221L;

  /// The driver's names of libpq's parameters, where they differ.
  private static final Map<String, String> DRIVER_NAMES =
      Map.of("application_name", "ApplicationName", "channel_binding", "channelBinding");

  private final DatabaseAddress address;

  PostgresConnections(DatabaseAddress address) {
    this.address = address;
  }

  /// Brings the schema up to date while no other server does.
  ///
  /// @throws StoreException when the database comes from a newer release or does not keep text as
  ///     UTF-8
  void migrate() {
    Jdbi.create(source(MIGRATION, MIGRATION))
        .useTransaction(TransactionIsolationLevel.READ_COMMITTED, PostgresConnections::migrate);
  }

  private static void migrate(Handle handle) {
    handle.select("SELECT pg_advisory_xact_lock(?)", MIGRATION_LOCK).mapToMap().one();
    String encoding = handle.select("SHOW server_encoding").mapTo(String.class).one();
    if (!encoding.equals("UTF8")) {
      throw new StoreException(
          "its encoding is " + encoding + "; create one with ENCODING 'UTF8' TEMPLATE template0");
    }
    new Migrations("db/postgresql").apply(handle);
  }

  HikariDataSource writers() {
    HikariConfig config = config("pacer-writer");
    config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    return new HikariDataSource(config);
  }

  HikariDataSource readers() {
    HikariConfig config = config("pacer-reader");
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setReadOnly(true);
    return new HikariDataSource(config);
  }

  static Jdbi jdbi(DataSource source) {
    return Jdbi.create(source).registerArgument(new PostgresText());
  }

  private HikariConfig config(String name) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source(STATEMENT, SILENCE));
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(LOGIN.toMillis());
    config.setValidationTimeout(LOGIN.dividedBy(2).toMillis());
    return config;
  }

  private PGSimpleDataSource source(Duration statement, Duration silence) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {address.host()});
    source.setPortNumbers(new int[] {address.port()});
    source.setDatabaseName(address.name());
    source.setUser(address.user());
    source.setPassword(address.password());
    source.setApplicationName("pacer");
    source.setConnectTimeout((int) LOGIN.toSeconds());
    source.setLoginTimeout((int) LOGIN.toSeconds());
    source.setSocketTimeout((int) silence.toSeconds());
    source.setTcpKeepAlive(true);
    source.setOptions(
        "-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
            .formatted(
                statement.toMillis(),
                (statement.equals(STATEMENT) ? LOCK : statement).toMillis(),
                statement.toMillis()));
    address.parameters().forEach((key, value) -> set(source, key, value));
    return source;
  }

  private static void set(PGSimpleDataSource source, String key, String value) {
    try {
      source.setProperty(DRIVER_NAMES.getOrDefault(key, key), value);
    } catch (SQLException unusable) {
      throw new StoreException("the parameter " + key + " cannot be used", unusable);
    }
  }
}
