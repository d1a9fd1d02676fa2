package dev.pacer.wire;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;

/// The declared constraints of one member, element, key or value.
///
/// @param minimumLength least length in code points or entries
/// @param maximumLength greatest length in code points or entries
/// @param minimum least integer
/// @param maximum greatest integer
/// @param pattern what a string must match in whole
/// @param values what a string may be; empty when free
/// @param sensitive whether the value must not be printed
record Constraints(
    int minimumLength,
    int maximumLength,
    long minimum,
    long maximum,
    Optional<FullMatch> pattern,
    List<String> values,
    boolean sensitive) {

  Constraints {
    values = List.copyOf(values);
  }

  /// The constraints written on a declaration or on its type. One annotation may appear on both,
  /// because a record component is both.
  static Constraints of(AnnotatedElement... declarations) {
    Optional<Length> length = find(Length.class, declarations);
    Optional<Range> range = find(Range.class, declarations);
    return new Constraints(
        length.map(Length::min).orElse(0),
        length.map(Length::max).orElse(Integer.MAX_VALUE),
        range.map(Range::min).orElse(Long.MIN_VALUE),
        range.map(Range::max).orElse(Long.MAX_VALUE),
        find(Pattern.class, declarations).map(Pattern::value).map(FullMatch::new),
        find(OneOf.class, declarations).map(OneOf::value).map(List::of).orElse(List.of()),
        find(Sensitive.class, declarations).isPresent());
  }

  private static <A extends java.lang.annotation.Annotation> Optional<A> find(
      Class<A> type, AnnotatedElement... declarations) {
    for (AnnotatedElement declaration : declarations) {
      A annotation = declaration.getAnnotation(type);
      if (annotation != null) {
        return Optional.of(annotation);
      }
    }
    return Optional.empty();
  }
}
