package dev.pacer.engine.docker;

/// The labels by which Pacer knows again what it made.
final class Labels {
  /// Which Pacer made the container.
  static final String INSTALLATION = "dev.pacer.installation";

  /// The instance that the container is.
  static final String INSTANCE = "dev.pacer.instance";

  /// The port on which the instance is expected to listen.
  static final String PORT = "dev.pacer.port";

  /// Marks the network that all installations on an engine share.
  static final String NETWORK = "dev.pacer.network";

  private Labels() {}
}
