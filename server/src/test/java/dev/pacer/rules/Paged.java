package dev.pacer.rules;

import dev.pacer.testing.ApiBed.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;

/// A list in an account, the pages of which can be read, and whose items come and go.
///
/// @param operation lists
/// @param filters its parameters other than those of paging
/// @param member of its output, the items
/// @param identity of an item: never of two at once, and of no other later
/// @param insert makes an item, or none when there is one already; the number says which
/// @param delete ends an item of that identity, or leaves it
/// @param close ends what else was made for the list
record Paged(
    Account account,
    String operation,
    Map<String, Object> filters,
    String member,
    Function<JsonNode, String> identity,
    IntConsumer insert,
    Consumer<String> delete,
    Runnable close) {

  /// One page.
  ///
  /// @param next the token; empty on the last page
  record Page(List<String> items, Optional<String> next) {}

  /// Everything at once.
  List<String> everything() {
    return page(Optional.empty(), Optional.empty()).items();
  }

  Page page(Optional<Integer> maxResults, Optional<String> token) {
    JsonNode body = account.ok(operation, input(maxResults, token));
    List<String> items = new ArrayList<>();
    body.get(member).forEach(item -> items.add(identity.apply(item)));
    return new Page(items, Optional.ofNullable(body.get("NextToken")).map(JsonNode::asString));
  }

  Answer call(String token) {
    return account.call(operation, input(Optional.of(1), Optional.of(token)));
  }

  private Map<String, Object> input(Optional<Integer> maxResults, Optional<String> token) {
    Map<String, Object> input = new HashMap<>(filters);
    maxResults.ifPresent(given -> input.put("MaxResults", given));
    token.ifPresent(given -> input.put("NextToken", given));
    return input;
  }
}
