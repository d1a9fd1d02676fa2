package dev.pacer.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The member's name on the wire, for components whose name with a capital first letter is not it:
/// `@Member("DNSTarget") String dnsTarget`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Member {
  String value();
}
