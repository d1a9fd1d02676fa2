package dev.pacer.support;

import java.util.Map;

/// Where a PostgreSQL database is and as whom to use it.
///
/// @param host a name or an address, IPv6 without brackets
/// @param password empty for none; never shown
/// @param parameters further parameters of the connection, by their names in libpq (`sslmode`)
public record DatabaseAddress(
    String host,
    int port,
    String name,
    String user,
    String password,
    Map<String, String> parameters) {

  public DatabaseAddress {
    parameters = Map.copyOf(parameters);
  }

  /// The address as one writes it, without the password.
  @Override
  public String toString() {
    String shownHost = host.contains(":") ? "[" + host + "]" : host;
    return "postgresql://" + user + "@" + shownHost + ":" + port + "/" + name;
  }
}
