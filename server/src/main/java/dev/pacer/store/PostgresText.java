package dev.pacer.store;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// Binds texts that PostgreSQL would refuse: it stores neither the character NUL nor half a surrogate
/// pair, both of which an application's output may have. They become the replacement character.
final class PostgresText extends AbstractArgumentFactory<String> {
  private static final char REPLACEMENT = '\uFFFD';

  PostgresText() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    return (position, statement, _) -> statement.setString(position, storable(value));
  }

  static String storable(String value) {
    StringBuilder fit = new StringBuilder(value.length());
    value
        .codePoints()
        .map(point -> point == 0 || isSurrogate(point) ? REPLACEMENT : point)
        .forEach(fit::appendCodePoint);
    return fit.toString();
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
