package dev.pacer.wire;

/// One operation of a JSON service. Called on a virtual thread, so it may block; called for several
/// requests at once.
///
/// @param <I> the request's record
/// @param <O> the response's record
@FunctionalInterface
public interface Operation<I extends Record, O extends Record> {

  /// Answers a request whose declared constraints hold.
  ///
  /// @throws AwsException the error that the caller shall see; anything else becomes an
  ///     InternalFailure without details
  O call(CallContext context, I input);
}
