package dev.pacer.api;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import dev.pacer.wire.PageTokens;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Page tokens of the list operations. A token is bound to its operation and its other parameters
/// (the scope), so that it is worth nothing elsewhere.
public final class Paging {
  /// Without `MaxResults` App Runner answers with everything at once; this bounds everything.
  private static final int EVERYTHING = 1_000;

  private final PageTokens tokens;

  public Paging(PageTokens tokens) {
    this.tokens = tokens;
  }

  public static int limit(@Nullable Integer maxResults) {
    return maxResults == null ? EVERYTHING : maxResults;
  }

  /// What a token of this list is good for.
  ///
  /// @param filters the parameters that choose what is listed
  public static String scope(String operation, AccountRegion world, Object... filters) {
    StringBuilder scope = new StringBuilder(operation);
    scope.append('/').append(world.accountId()).append('/').append(world.region());
    for (Object filter : filters) {
      scope.append('/').append(filter);
    }
    return scope.toString();
  }

  /// The key to go on after.
  ///
  /// @throws dev.pacer.wire.AwsException InvalidRequestException when the token is not one of ours
  public Optional<String> open(String scope, @Nullable String token) {
    if (token == null) {
      return Optional.empty();
    }
    return Optional.of(
        tokens
            .open(scope, token)
            .orElseThrow(() -> ApiErrors.invalidRequest("The NextToken isn't valid.")));
  }

  public @Nullable String seal(String scope, Page<?> page) {
    return page.next().map(key -> tokens.seal(scope, key)).orElse(null);
  }
}
