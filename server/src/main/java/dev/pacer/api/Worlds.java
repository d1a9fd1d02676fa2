package dev.pacer.api;

import dev.pacer.support.AccountRegion;
import dev.pacer.wire.CallContext;

/// The world that a call speaks for.
public final class Worlds {
  private Worlds() {}

  /// The account of the key that signed, in the region of the signature.
  public static AccountRegion of(CallContext context) {
    return new AccountRegion(context.caller().accountId(), context.caller().region());
  }
}
