package dev.pacer.compat.clients;

import java.io.IOException;
import java.util.Set;

/// An unmodified AWS client that makes App Runner calls. Safe for any thread.
public interface AwsClient extends AutoCloseable {

  /// How users call it.
  String name();

  /// The operations that this client has. An older one lacks those that came after it.
  Set<String> operations();

  /// Makes a call through the client's own types.
  ///
  /// @throws IllegalStateException when the client found no answer that it understands, or refused
  ///     the input itself
  Answer call(Call call) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
