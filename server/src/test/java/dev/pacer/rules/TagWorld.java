package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.rules.TagCall.Misspelling;
import dev.pacer.rules.TagModel.Tag;
import dev.pacer.testing.ApiBed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A resource of every kind in a new account, the model of the tags of each, and a neighbour whose
/// tags nobody may reach.
final class TagWorld implements RandomCalls.World<TagCall> {
  private static final Optional<String> NOT_FOUND = Optional.of("ResourceNotFoundException");

  private final Account account;
  private final List<Tagged> resources;
  private final List<Tagged> neighbours;
  private final Map<Tagged, TagModel> models = new LinkedHashMap<>();

  /// @param neighbours resources of every kind in another account, in the same order
  TagWorld(ApiBed bed, List<Tagged> neighbours) {
    this.account = Account.fresh(bed);
    this.resources = Tagged.everyKind(account);
    this.neighbours = neighbours;
    resources.forEach(resource -> models.put(resource, new TagModel()));
  }

  @Override
  public void make(TagCall call) {
    switch (call) {
      case TagCall.Add(int resource, var tags) -> add(of(resource), tags);
      case TagCall.Remove(int resource, var keys) -> remove(of(resource), keys);
      case TagCall.Show(int resource) -> show(of(resource));
      case TagCall.Astray(int resource, var misspelling, String operation) ->
          Account.compare(
              account.call(operation, input(astray(resource, misspelling), operation)), NOT_FOUND);
      case TagCall.Delete(int resource) -> delete(of(resource));
    }
  }

  /// The ingress connection is deleted before its service.
  @Override
  public void close() {
    resources.forEach(this::show);
    resources.forEach(this::delete);
  }

  private void add(Tagged resource, List<Tag> tags) {
    TagModel model = models.get(resource);
    if (model == null && new TagModel().refusalOfTagging(tags).isPresent()) {
      // Wrong in two ways, and no reference says which of the two is told.
      return;
    }
    Optional<String> refusal = model == null ? NOT_FOUND : model.refusalOfTagging(tags);
    List<Map<String, String>> shown =
        tags.stream().map(tag -> Map.of("Key", tag.key(), "Value", tag.value())).toList();
    Account.compare(
        account.call("TagResource", Map.of("ResourceArn", resource.arn(), "Tags", shown)), refusal);
    if (model != null && refusal.isEmpty()) {
      model.tag(tags);
    }
    show(resource);
  }

  private void remove(Tagged resource, List<String> keys) {
    TagModel model = models.get(resource);
    Account.compare(
        account.call("UntagResource", Map.of("ResourceArn", resource.arn(), "TagKeys", keys)),
        model == null ? NOT_FOUND : Optional.empty());
    if (model != null) {
      model.untag(keys);
    }
    show(resource);
  }

  private void show(Tagged resource) {
    TagModel model = models.get(resource);
    var answer = account.call("ListTagsForResource", Map.of("ResourceArn", resource.arn()));
    Account.compare(answer, model == null ? NOT_FOUND : Optional.empty());
    if (model != null) {
      assertThat(tags(answer.body())).isEqualTo(model.tags());
    }
  }

  private void delete(Tagged resource) {
    boolean keepsService = resource.noun().equals("Service") && models.size() > 1;
    if (models.containsKey(resource) && !keepsService) {
      resource.delete(account);
      models.remove(resource);
    }
  }

  static Map<String, String> tags(JsonNode body) {
    Map<String, String> tags = new HashMap<>();
    body.get("Tags")
        .forEach(tag -> tags.put(tag.get("Key").asString(), tag.get("Value").asString()));
    return tags;
  }

  private Tagged of(int resource) {
    return resources.get(resource % resources.size());
  }

  private String astray(int resource, Misspelling misspelling) {
    String arn = of(resource).arn();
    String neighbour = neighbours.get(resource % neighbours.size()).arn();
    return switch (misspelling) {
      case OTHER_PARTITION -> arn.replace("arn:aws:", "arn:aws-cn:");
      case OTHER_REGION -> arn.replace(":eu-west-1:", ":us-east-1:");
      case OTHER_ACCOUNT -> arn.replace(account.world().accountId(), "999999999999");
      case OTHER_NAME -> arn.replace("/resource/", "/resources/");
      case OTHER_ID -> arn.substring(0, arn.length() - 6) + "012345";
      case NOT_ITS_ACCOUNT ->
          neighbour.replaceFirst(":[0-9]{12}:", ":" + account.world().accountId() + ":");
    };
  }

  private static Map<String, Object> input(String arn, String operation) {
    return switch (operation) {
      case "TagResource" ->
          Map.of("ResourceArn", arn, "Tags", List.of(Map.of("Key", "astray", "Value", "")));
      case "UntagResource" -> Map.of("ResourceArn", arn, "TagKeys", List.of("kept"));
      default -> Map.of("ResourceArn", arn);
    };
  }
}
