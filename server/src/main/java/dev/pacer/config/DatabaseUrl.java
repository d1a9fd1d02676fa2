package dev.pacer.config;

import dev.pacer.support.DatabaseAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Reads `postgresql://USER[:PASSWORD]@HOST[:PORT]/NAME[?PARAMETERS]`, which is how libpq writes it.
/// No message repeats the URL, because there may be a password in it.
final class DatabaseUrl {
  private static final int USUAL_PORT = 5432;
  private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");
  private static final Set<String> PARAMETERS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "channel_binding", "application_name");

  private DatabaseUrl() {}

  /// @param where where the URL was found, for messages
  /// @param password the password when the URL has none
  /// @throws SettingsException when the URL cannot be used
  static DatabaseAddress parse(String text, String where, Supplier<String> password) {
    URI uri = uri(text.strip(), where);
    String[] login = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
    String path = Optional.ofNullable(uri.getRawPath()).orElse("");
    if (uri.getHost() == null || login[0].isEmpty() || path.length() < 2) {
      throw unusable(where);
    }
    return new DatabaseAddress(
        uri.getHost().replaceAll("^\\[|]$", ""),
        uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
        decoded(path.substring(1)),
        decoded(login[0]),
        login.length == 2 ? decoded(login[1]) : password.get(),
        parameters(uri, where));
  }

  private static URI uri(String text, String where) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
        throw unusable(where);
      }
      return uri;
    } catch (URISyntaxException _) {
      throw unusable(where);
    }
  }

  private static Map<String, String> parameters(URI uri, String where) {
    Map<String, String> parameters = new HashMap<>();
    String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      if (parts.length < 2 || !PARAMETERS.contains(parts[0])) {
        throw new SettingsException(
            "The database of "
                + where
                + " has a parameter that cannot be used. Known are "
                + String.join(", ", new TreeSet<>(PARAMETERS))
                + ".");
      }
      parameters.put(parts[0], decoded(parts[1]));
    }
    return parameters;
  }

  /// Percent-encoding only: in these parts a plus is a plus.
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static SettingsException unusable(String where) {
    return new SettingsException(
        "The value of "
            + where
            + " cannot be used; it must be"
            + " postgresql://USER[:PASSWORD]@HOST[:PORT]/NAME, with other characters than letters"
            + " and digits percent-encoded. Without it the database is SQLite in the data"
            + " directory.");
  }
}
