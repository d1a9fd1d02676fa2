package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.rules.NameModel.Resource;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Connections or VPC connectors in a new account, beside their model. After each call the whole list
/// is compared.
final class NameWorld implements RandomCalls.World<NameCall> {
  private final Account account;
  private final NameApi api;
  private final NameModel model;
  private final UsingServices services;

  NameWorld(ApiBed bed, NameApi api, int quota) {
    this.account = Account.fresh(bed);
    this.api = api;
    this.model = new NameModel(quota);
    this.services = new UsingServices(account);
  }

  @Override
  public void make(NameCall call) {
    switch (call) {
      case NameCall.Create(String name) -> create(name);
      case NameCall.Delete(int made) -> withMade(made, this::delete);
      case NameCall.Describe(int made) -> withMade(made, this::describe);
      case NameCall.ListOf(var name) -> list(name);
      case NameCall.Use(int service, int made) -> withMade(made, found -> use(service, found));
      case NameCall.DeleteService(int service) -> deleteService(service);
    }
    list(Optional.empty());
  }

  @Override
  public void close() {
    services.deleteAll();
  }

  private void create(String name) {
    Optional<String> refusal = model.refusalOfCreation(name);
    Answer answer = account.call("Create" + api.noun(), api.creation(name));
    Account.compare(answer, refusal);
    if (refusal.isEmpty()) {
      JsonNode shown = answer.body().get(api.noun());
      model.create(name, arn(shown));
      compare(shown, model.all().getLast());
    }
  }

  private void delete(Resource resource) {
    Optional<String> refusal = model.refusalOfDeletion(resource);
    Answer answer = call("Delete", resource);
    Account.compare(answer, refusal);
    if (refusal.isEmpty()) {
      model.delete(resource);
      compare(answer.body().get(api.noun()), resource);
    }
  }

  /// Deleted connectors are still described; connections have no such operation.
  private void describe(Resource resource) {
    if (api == NameApi.CONNECTOR) {
      Answer answer = call("Describe", resource);
      Account.compare(answer, Optional.empty());
      compare(answer.body().get(api.noun()), resource);
    }
  }

  private void list(Optional<String> name) {
    if (name.isPresent() && api != NameApi.CONNECTION) {
      return;
    }
    Map<String, String> input = new HashMap<>();
    name.ifPresent(given -> input.put(api.noun() + "Name", given));
    List<String> shown = new ArrayList<>();
    account
        .ok("List" + api.noun() + "s", input)
        .get(api.list())
        .forEach(resource -> shown.add(arn(resource)));
    assertThat(shown)
        .containsExactlyElementsOf(model.living(name).stream().map(Resource::arn).toList());
  }

  private void use(int number, Resource resource) {
    boolean valid = model.isLiving(resource);
    Account.compare(
        services.use(number, api.service(resource.arn())),
        valid ? Optional.empty() : Optional.of("InvalidRequestException"));
    if (valid) {
      model.use(services.arn(number).orElseThrow(), resource);
    }
  }

  private void deleteService(int number) {
    services.delete(number).ifPresent(model::stopUsing);
  }

  private void compare(JsonNode shown, Resource resource) {
    assertThat(arn(shown)).isEqualTo(resource.arn());
    assertThat(shown.get(api.noun() + "Name").asString()).isEqualTo(resource.name());
    assertThat(shown.get("Status").asString()).isEqualTo(api.status(model.isLiving(resource)));
  }

  private Answer call(String verb, Resource resource) {
    return account.call(verb + api.noun(), Map.of(api.noun() + "Arn", resource.arn()));
  }

  private String arn(JsonNode shown) {
    return shown.get(api.noun() + "Arn").asString();
  }

  private void withMade(int made, Consumer<Resource> action) {
    if (!model.all().isEmpty()) {
      action.accept(model.all().get(made % model.all().size()));
    }
  }
}
