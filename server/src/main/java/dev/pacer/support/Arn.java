package dev.pacer.support;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An Amazon Resource Name: `arn:partition:service:region:account:resource`.
///
/// @param resource everything after the account, for App Runner `kind/name[/revision]/id`
public record Arn(
    String partition, String service, String region, String accountId, String resource) {

  private static final Pattern FORM =
      Pattern.compile(
          "arn:(aws(?:-[a-z]+)*):([a-z0-9-]{1,63}):([a-z0-9-]{1,63}):([0-9]{12}):([\\w/-]{1,1011})");

  /// Reads an ARN; empty when the text is none.
  public static Optional<Arn> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (text.length() > 1011 || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Arn(
            matcher.group(1),
            matcher.group(2),
            matcher.group(3),
            matcher.group(4),
            matcher.group(5)));
  }

  /// The ARN of an App Runner resource in the partition that its region belongs to.
  public static Arn appRunner(AccountRegion world, String resource) {
    return new Arn(
        partitionOf(world.region()), "apprunner", world.region(), world.accountId(), resource);
  }

  /// Where the resource lives.
  public AccountRegion world() {
    return new AccountRegion(accountId, region);
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, accountId, resource);
  }

  private static String partitionOf(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
