package dev.pacer.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The values of an enumeration, in the order in which a refusal lists them. Enumerations are
/// strings in wire records, so that an unknown value is a ValidationException and not a
/// SerializationException.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
public @interface OneOf {
  String[] value();
}
