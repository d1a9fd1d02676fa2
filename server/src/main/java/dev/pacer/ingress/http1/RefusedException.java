package dev.pacer.ingress.http1;

/// A message that is not read any further: what follows on its connection has no meaning. Thrown, not
/// returned, so that nobody can forget to look; without a stack trace, because outsiders cause it.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.word(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
