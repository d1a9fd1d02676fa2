package dev.pacer.api.connection;

import dev.pacer.api.shapes.ConnectionSummary;
import dev.pacer.connection.Connection;

/// Shows connections in the API's shapes.
public final class ConnectionShapes {
  private ConnectionShapes() {}

  public static dev.pacer.api.shapes.Connection full(Connection connection) {
    return new dev.pacer.api.shapes.Connection(
        connection.name(),
        connection.arn().toString(),
        connection.provider().name(),
        connection.status().name(),
        connection.createdAt());
  }

  static ConnectionSummary summary(Connection connection) {
    return new ConnectionSummary(
        connection.name(),
        connection.arn().toString(),
        connection.provider().name(),
        connection.status().name(),
        connection.createdAt());
  }
}
