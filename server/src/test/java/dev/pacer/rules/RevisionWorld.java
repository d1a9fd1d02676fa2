package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.rules.RevisionCall.Which;
import dev.pacer.rules.RevisionModel.Revision;
import dev.pacer.rules.RevisionModel.Rules;
import dev.pacer.rules.RevisionModel.Target;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Configurations of one kind in a new account, beside their model. After each call the whole list
/// is compared.
final class RevisionWorld implements RandomCalls.World<RevisionCall> {
  private static final String UNKNOWN_ID = "0123456789abcdef0123456789abcdef";

  private final Account account;
  private final RevisionApi api;
  private final RevisionModel model;
  private final UsingServices services;

  RevisionWorld(ApiBed bed, RevisionApi api, Rules rules) {
    this.account = Account.fresh(bed);
    this.api = api;
    this.model = new RevisionModel(rules);
    this.services = new UsingServices(account);
  }

  @Override
  public void make(RevisionCall call) {
    switch (call) {
      case RevisionCall.Create(String name) -> create(name);
      case RevisionCall.Describe(Which which) -> describe(target(which));
      case RevisionCall.Delete(Which which) -> delete(target(which));
      case RevisionCall.DeleteAll(Which which) -> deleteAll(target(which));
      case RevisionCall.MakeDefault(Which which) -> makeDefault(target(which));
      case RevisionCall.ServicesUsing(Which which) -> listServices(target(which));
      case RevisionCall.ListOf(var name, var latestOnly) -> list(name, latestOnly);
      case RevisionCall.Use(int service, var which) -> use(service, which.map(this::target));
      case RevisionCall.DeleteService(int service) -> deleteService(service);
    }
    list(Optional.empty(), Optional.of(false));
  }

  @Override
  public void close() {
    services.deleteAll();
  }

  private void create(String name) {
    Optional<String> refusal = model.refusalOfCreation(name);
    Answer answer = account.call("Create" + api.noun(), Map.of(api.noun() + "Name", name));
    Account.compare(answer, refusal);
    if (refusal.isEmpty()) {
      JsonNode shown = answer.body().get(api.noun());
      String arn = shown.get(api.noun() + "Arn").asString();
      compare(shown, model.create(name, arn.substring(arn.lastIndexOf('/') + 1)));
    }
  }

  private void describe(Target target) {
    Optional<Revision> found = model.find(target);
    Answer answer = call("Describe", target);
    Account.compare(answer, missing(found));
    found.ifPresent(revision -> compare(answer.body().get(api.noun()), revision));
  }

  private void delete(Target target) {
    Optional<String> refusal = model.refusalOfDeletion(target);
    Answer answer = call("Delete", target);
    Account.compare(answer, refusal);
    if (refusal.isEmpty()) {
      Revision deleted = model.findActive(target).orElseThrow();
      model.delete(deleted);
      compare(answer.body().get(api.noun()), deleted);
    }
  }

  private void deleteAll(Target target) {
    if (api != RevisionApi.SCALING) {
      return;
    }
    Optional<String> refusal = model.refusalOfDeletingAll(target);
    Map<String, Object> input = Map.of(api.noun() + "Arn", arn(target), "DeleteAllRevisions", true);
    Account.compare(account.call("Delete" + api.noun(), input), refusal);
    if (refusal.isEmpty()) {
      model.active(target.name()).forEach(model::delete);
    }
  }

  private void makeDefault(Target target) {
    if (api != RevisionApi.SCALING) {
      return;
    }
    Optional<Revision> found = model.findActive(target);
    Answer answer = call("UpdateDefault", target);
    Account.compare(answer, missing(found));
    found.ifPresent(revision -> {
      model.makeDefault(revision);
      compare(answer.body().get(api.noun()), revision);
    });
  }

  private void listServices(Target target) {
    if (api != RevisionApi.SCALING) {
      return;
    }
    Optional<Revision> found = model.find(target);
    Answer answer = call("ListServicesFor", target);
    Account.compare(answer, missing(found));
    found.ifPresent(revision ->
        assertThat(answer.body().get("ServiceArnList"))
            .extracting(JsonNode::asString)
            .containsExactlyInAnyOrderElementsOf(model.users(revision)));
  }

  private void list(Optional<String> name, Optional<Boolean> latestOnly) {
    Map<String, Object> input = new HashMap<>();
    name.ifPresent(given -> input.put(api.noun() + "Name", given));
    latestOnly.ifPresent(given -> input.put("LatestOnly", given));
    JsonNode summaries =
        account.ok("List" + api.noun() + "s", input).get(api.noun() + "SummaryList");
    List<String> shown = new ArrayList<>();
    for (JsonNode summary : summaries) {
      shown.add(
          summary.get(api.noun() + "Arn").asString()
              + flags(
                  summary.path("IsDefault").asBoolean(false),
                  summary.path("HasAssociatedService").asBoolean(false)));
    }
    assertThat(shown)
        .containsExactlyElementsOf(
            model.listed(name, latestOnly.orElse(true)).stream().map(this::summary).toList());
  }

  private void use(int number, Optional<Target> target) {
    boolean isNew = services.arn(number).isEmpty();
    boolean valid = target.isEmpty() || model.findActive(target.get()).isPresent();
    Answer answer =
        services.use(
            number, target.map(this::arn).map(api::usedByService).orElseGet(api::usedByDefault));
    Account.compare(answer, valid ? Optional.empty() : Optional.of("InvalidRequestException"));
    // An update that names no configuration keeps the one that there was.
    if (valid && (isNew || target.isPresent())) {
      model.use(
          services.arn(number).orElseThrow(),
          target.flatMap(model::findActive).orElse(model.standard()));
    }
  }

  private void deleteService(int number) {
    services.delete(number).ifPresent(model::stopUsing);
  }

  private void compare(JsonNode shown, Revision revision) {
    boolean active = model.isActive(revision);
    assertThat(shown.get(api.noun() + "Arn").asString()).isEqualTo(arn(Target.of(revision)));
    assertThat(shown.get(api.noun() + "Name").asString()).isEqualTo(revision.name());
    assertThat(shown.get(api.noun() + "Revision").asInt()).isEqualTo(revision.number());
    assertThat(shown.get("Status").asString()).isEqualTo(api.status(active));
    assertThat(shown.get("Latest").asBoolean()).isEqualTo(model.isLatest(revision));
    assertThat(shown.has("DeletedAt")).isEqualTo(!active);
    if (api == RevisionApi.SCALING) {
      assertThat(shown.get("IsDefault").asBoolean()).isEqualTo(model.isDefault(revision));
      assertThat(shown.get("HasAssociatedService").asBoolean()).isEqualTo(model.isUsed(revision));
    }
  }

  private Answer call(String verb, Target target) {
    return account.call(verb + api.noun(), Map.of(api.noun() + "Arn", arn(target)));
  }

  private String summary(Revision revision) {
    boolean scaling = api == RevisionApi.SCALING;
    return arn(Target.of(revision))
        + flags(scaling && model.isDefault(revision), scaling && model.isUsed(revision));
  }

  private static String flags(boolean isDefault, boolean used) {
    return (isDefault ? " default" : "") + (used ? " used" : "");
  }

  private static Optional<String> missing(Optional<Revision> found) {
    return found.isPresent() ? Optional.empty() : Optional.of("ResourceNotFoundException");
  }

  private Target target(Which which) {
    return switch (which) {
      case Which.Named(String name) -> new Target(name, Optional.empty(), Optional.empty());
      case Which.Numbered(String name, int number) ->
          new Target(name, Optional.of(number), Optional.empty());
      case Which.Made(int number) -> Target.of(model.all().get(number % model.all().size()));
      case Which.Unknown(String name) -> new Target(name, Optional.of(1), Optional.of(UNKNOWN_ID));
    };
  }

  private String arn(Target target) {
    StringBuilder resource =
        new StringBuilder(api.resourceType()).append('/').append(target.name());
    target.number().ifPresent(number -> resource.append('/').append(number));
    target.id().ifPresent(id -> resource.append('/').append(id));
    return account.arn(resource.toString());
  }
}
