package dev.pacer.service;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads services and their versions, and keeps the rows of their instances. A service's own row is
/// written only when an operation begins, switches traffic or ends (see `OperationStore`).
///
/// Safe for any thread; every method is one transaction.
public interface ServiceStore {

  /// A service in any state, deleted ones included until they are purged.
  Optional<Service> find(String serviceId);

  /// The living service of that name; deleted ones are not found.
  Optional<Service> findByName(AccountRegion world, String name);

  /// The newest service of that name, deleted or not; its logs outlive it.
  Optional<Service> findNewestByName(AccountRegion world, String name);

  /// Services that are not deleted, oldest first.
  ///
  /// @param after the key that the previous page ended with
  Page<Service> list(AccountRegion world, Optional<String> after, int limit);

  /// The services of a world that use the resource of that ARN, oldest first.
  Page<Service> listUsing(AccountRegion world, String arn, Optional<String> after, int limit);

  /// Every service of every world that is not deleted.
  List<Service> living();

  /// Those of the living services that have no public URL: by the version that serves, else by the
  /// one that is shown.
  Set<String> privateAmong(Collection<String> serviceIds);

  /// Every host name that leads to each living service now, by service id: its own unless it is
  /// private, those of its VPC ingress connections, and its active custom domains.
  Map<String, Set<String>> hosts();

  /// How many services of a world are not deleted.
  int count(AccountRegion world);

  Version version(String serviceId, int number);

  /// Every version of a service that is kept, newest first.
  List<Version> versions(String serviceId);

  /// The versions of a service, newest first.
  ///
  /// @param after the key that the previous page ended with
  Page<Version> versions(String serviceId, Optional<String> after, int limit);

  /// Forgets old versions of a service: all but the newest, those that served last, those that it
  /// shows or serves, and those of which instances are left. A version that a rollback made counts not
  /// among those that served, as it is a copy of one.
  ///
  /// @param kept how many of the newest, and of those that served, are kept
  void forgetVersions(String serviceId, int kept);

  /// The number of the newest version.
  int newestVersionNumber(String serviceId);

  /// What a service shows as its next version, its image to be looked up again.
  default Version again(Service service, Instant now) {
    Version shown = version(service.id(), service.versionNumber());
    return shown.successor(newestVersionNumber(service.id()) + 1, shown.configuration(), now);
  }

  void pinImage(Version version);

  /// Writes a new instance that an operation starts.
  void add(Instance instance);

  /// Writes a new instance that a running service lacks.
  ///
  /// @param wanted how many instances the service is to have
  /// @return false, and nothing written, when the service does not run that version with no
  ///     operation in progress, or has as many instances that serve or start
  boolean addMissing(Instance instance, int wanted);

  /// Notes the engine's name of an instance.
  ///
  /// @return false when the instance was given up meanwhile and its row is gone
  boolean noteHandle(String instanceId, String handle);

  /// Gives traffic to an instance that was starting.
  ///
  /// @return false when it was given up meanwhile
  boolean serve(String instanceId);

  /// Makes an instance retire, whatever it did.
  void retire(String instanceId);

  /// Makes an instance retire that is starting while its service has no operation in progress.
  ///
  /// @return false when it does not start any more, or an operation does this
  boolean retireAbandoned(String instanceId);

  /// Makes an instance retire that serves while its running service has more of them than wanted.
  ///
  /// @return false when it has not, or an operation is in progress
  boolean retireSurplus(String instanceId, int wanted);

  /// Forgets an instance, unless it got a handle that the given one has not: then something runs
  /// that is to be ended first.
  ///
  /// @return whether it is forgotten
  boolean remove(Instance instance);

  Optional<Instance> instance(String instanceId);

  /// Every instance that is stored for a service, oldest first.
  List<Instance> instances(String serviceId);

  /// Every instance that is stored.
  List<Instance> instances();

  /// Gives the service's traffic to the version it shows: in one step that version's instances
  /// serve, all others retire.
  void switchTraffic(Service service, Instant now);

  /// Forgets services that were deleted before the given time, with their versions and operations.
  int purgeDeletedBefore(Instant time);
}
