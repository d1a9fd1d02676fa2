package dev.pacer.revision;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Arn;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A full or partial ARN of a revision: `…/name/number/id`, `…/name/number`, or `…/name` for the
/// newest active one.
///
/// @param id present only when `number` is
public record RevisionArn(
    AccountRegion world,
    RevisionKind kind,
    String name,
    Optional<Integer> number,
    Optional<String> id) {
  private static final Pattern REST =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9_-]{3,39})(?:/([1-9][0-9]{0,8})(?:/([0-9a-f]{32}))?)?");

  /// Reads an ARN of that kind; empty when the text is none.
  public static Optional<RevisionArn> parse(RevisionKind kind, String text) {
    return Arn.parse(text)
        .filter(arn -> arn.service().equals("apprunner"))
        .filter(arn -> arn.equals(Arn.appRunner(arn.world(), arn.resource())))
        .flatMap(arn -> parse(kind, arn));
  }

  private static Optional<RevisionArn> parse(RevisionKind kind, Arn arn) {
    String prefix = kind.resourceType() + "/";
    if (!arn.resource().startsWith(prefix)) {
      return Optional.empty();
    }
    Matcher rest = REST.matcher(arn.resource().substring(prefix.length()));
    if (!rest.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new RevisionArn(
            arn.world(),
            kind,
            rest.group(1),
            Optional.ofNullable(rest.group(2)).map(Integer::valueOf),
            Optional.ofNullable(rest.group(3))));
  }

  public boolean isFull() {
    return id.isPresent();
  }
}
