package dev.pacer.engine;

/// A running subscription to what an engine does with image names.
public interface ImageWatch extends AutoCloseable {

  /// Ends it. What was begun may still be told.
  @Override
  void close();
}
