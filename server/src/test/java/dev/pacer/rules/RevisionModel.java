package dev.pacer.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// App Runner's rules of auto scaling and observability configurations in one account and region:
/// revisions count up from 1, begin again once a name is wholly deleted, the highest active one is
/// the latest, and neither the default nor one in use is deleted.
final class RevisionModel {
  private static final String INVALID = "InvalidRequestException";
  private static final String NOT_FOUND = "ResourceNotFoundException";
  private static final String QUOTA = "ServiceQuotaExceededException";
  static final Revision BUILT_IN =
      new Revision("DefaultConfiguration", 1, "00000000000000000000000000000001");

  /// A revision, deleted or not.
  record Revision(String name, int number, String id) {}

  /// What an ARN names: all revisions of a name, one number of it, or exactly one revision.
  record Target(String name, Optional<Integer> number, Optional<String> id) {
    static Target of(Revision revision) {
      return new Target(
          revision.name(), Optional.of(revision.number()), Optional.of(revision.id()));
    }
  }

  /// @param builtInNameReserved whether nobody may create revisions of the built-in name
  record Rules(int names, int revisions, boolean builtInNameReserved) {}

  private final Rules rules;
  private final List<Revision> all = new ArrayList<>(List.of(BUILT_IN));
  private final Set<Revision> active = new LinkedHashSet<>(all);
  private final Map<String, Integer> highest = new HashMap<>(Map.of(BUILT_IN.name(), 1));
  private final Map<String, Revision> usedBy = new HashMap<>();
  private Revision standard = BUILT_IN;

  RevisionModel(Rules rules) {
    this.rules = rules;
  }

  Optional<String> refusalOfCreation(String name) {
    if (rules.builtInNameReserved() && name.equals(BUILT_IN.name())) {
      return Optional.of(INVALID);
    }
    long names = active.stream().map(Revision::name).distinct().count();
    int revisions = active(name).size();
    boolean full = revisions == 0 ? names >= rules.names() : revisions >= rules.revisions();
    return full ? Optional.of(QUOTA) : Optional.empty();
  }

  /// The number is the model's, the id the API's.
  Revision create(String name, String id) {
    int number = active(name).isEmpty() ? 1 : highest.getOrDefault(name, 0) + 1;
    Revision made = new Revision(name, number, id);
    highest.put(name, number);
    all.add(made);
    active.add(made);
    return made;
  }

  /// A full ARN finds deleted revisions too.
  Optional<Revision> find(Target target) {
    return target.id().isPresent()
        ? all.stream().filter(revision -> Target.of(revision).equals(target)).findFirst()
        : findActive(target);
  }

  Optional<Revision> findActive(Target target) {
    return active(target.name()).stream()
        .filter(revision -> target.number().orElse(revision.number()) == revision.number())
        .filter(revision -> target.id().orElse(revision.id()).equals(revision.id()))
        .max(Comparator.comparingInt(Revision::number));
  }

  Optional<String> refusalOfDeletion(Target target) {
    return findActive(target).map(this::refusalOfDeletion).orElse(Optional.of(NOT_FOUND));
  }

  Optional<String> refusalOfDeletingAll(Target target) {
    if (target.number().isPresent()) {
      return Optional.of(INVALID);
    }
    List<Revision> revisions = active(target.name());
    return revisions.isEmpty()
        ? Optional.of(NOT_FOUND)
        : revisions.stream().flatMap(found -> refusalOfDeletion(found).stream()).findFirst();
  }

  private Optional<String> refusalOfDeletion(Revision revision) {
    return isDefault(revision) || isUsed(revision) ? Optional.of(INVALID) : Optional.empty();
  }

  void delete(Revision revision) {
    active.remove(revision);
  }

  void makeDefault(Revision revision) {
    standard = revision;
  }

  Revision standard() {
    return standard;
  }

  /// A service uses that revision from now on, and no other.
  void use(String serviceArn, Revision revision) {
    usedBy.put(serviceArn, revision);
  }

  void stopUsing(String serviceArn) {
    usedBy.remove(serviceArn);
  }

  List<String> users(Revision revision) {
    return usedBy.entrySet().stream()
        .filter(use -> use.getValue().equals(revision))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Every revision that there ever was.
  List<Revision> all() {
    return all;
  }

  List<Revision> active(String name) {
    return active.stream().filter(revision -> revision.name().equals(name)).toList();
  }

  /// Active revisions by name and number.
  List<Revision> listed(Optional<String> name, boolean latestOnly) {
    return active.stream()
        .filter(revision -> name.orElse(revision.name()).equals(revision.name()))
        .filter(revision -> !latestOnly || isLatest(revision))
        .sorted(Comparator.comparing(Revision::name).thenComparingInt(Revision::number))
        .toList();
  }

  boolean isActive(Revision revision) {
    return active.contains(revision);
  }

  boolean isLatest(Revision revision) {
    return isActive(revision)
        && active(revision.name()).stream().allMatch(other -> other.number() <= revision.number());
  }

  boolean isDefault(Revision revision) {
    return revision.equals(standard);
  }

  boolean isUsed(Revision revision) {
    return usedBy.containsValue(revision);
  }
}
