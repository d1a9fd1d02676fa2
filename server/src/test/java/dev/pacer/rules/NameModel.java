package dev.pacer.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// App Runner's rules of what connections and VPC connectors have in common in one account and
/// region: a name is taken once, there is a quota, what a service uses is not deleted, and a deleted
/// name is free.
final class NameModel {
  private final int quota;
  private final List<Resource> all = new ArrayList<>();
  private final List<Resource> living = new ArrayList<>();
  private final Map<String, Resource> usedBy = new HashMap<>();

  /// A resource, deleted or not.
  record Resource(String name, String arn) {}

  NameModel(int quota) {
    this.quota = quota;
  }

  Optional<String> refusalOfCreation(String name) {
    if (living(Optional.of(name)).size() == 1) {
      return Optional.of("InvalidRequestException");
    }
    return living.size() >= quota ? Optional.of("ServiceQuotaExceededException") : Optional.empty();
  }

  void create(String name, String arn) {
    Resource made = new Resource(name, arn);
    all.add(made);
    living.add(made);
  }

  Optional<String> refusalOfDeletion(Resource resource) {
    if (!isLiving(resource)) {
      return Optional.of("ResourceNotFoundException");
    }
    return usedBy.containsValue(resource)
        ? Optional.of("InvalidRequestException")
        : Optional.empty();
  }

  void delete(Resource resource) {
    living.remove(resource);
  }

  /// A service uses that resource from now on, and no other.
  void use(String serviceArn, Resource resource) {
    usedBy.put(serviceArn, resource);
  }

  void stopUsing(String serviceArn) {
    usedBy.remove(serviceArn);
  }

  /// What was made, deleted or not, oldest first.
  List<Resource> all() {
    return all;
  }

  boolean isLiving(Resource resource) {
    return living.contains(resource);
  }

  /// What is there, by name.
  List<Resource> living(Optional<String> name) {
    return living.stream()
        .filter(resource -> name.orElse(resource.name()).equals(resource.name()))
        .sorted(Comparator.comparing(Resource::name))
        .toList();
  }
}
