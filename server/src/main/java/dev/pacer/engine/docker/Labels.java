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

  /// The build that a container works for. It is empty on the image that comes of it, so that no
  /// instance of the image is taken for a build.
  static final String BUILD = "dev.pacer.build";

  /// Marks the image of a moment within a build, which is not its result.
  static final String BUILD_STATE = "dev.pacer.build.state";

  /// Whose cache a volume is.
  static final String BUILD_OWNER = "dev.pacer.build.owner";

  private Labels() {}
}
