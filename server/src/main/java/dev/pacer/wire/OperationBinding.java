package dev.pacer.wire;

/// An operation under its name in the `X-Amz-Target` header.
///
/// @param name the operation's name without the service's prefix, for example `ListServices`
/// @param inputType the request's record class; read once, so that a faulty one stops the start
public record OperationBinding<I extends Record, O extends Record>(
    String name, Class<I> inputType, Operation<I, O> operation) {

  public OperationBinding {
    Shapes.structure(inputType);
  }
}
