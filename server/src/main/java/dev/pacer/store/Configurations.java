package dev.pacer.store;

/// Conditions on the configuration of a `service_version v`, which is stored as JSON.
///
/// They look at the text: the functions for JSON differ between databases, and PostgreSQL's refuse a
/// document in which any text has the character NUL. A quotation mark inside of a text is escaped, so
/// nothing but the member itself looks like this.
final class Configurations {
  /// True of a version that is not reachable from outside.
  static final String IS_PRIVATE = "v.configuration LIKE '%\"publiclyAccessible\":false%'";

  private Configurations() {}
}
