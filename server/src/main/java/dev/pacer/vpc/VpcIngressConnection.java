package dev.pacer.vpc;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Arn;
import java.time.Instant;
import java.util.Optional;

/// A way from a network to a private service: a host name of its own under which the service
/// answers.
///
/// @param id 32 hexadecimal characters
/// @param serviceArn the private service
/// @param domainName the host name that requests must carry
/// @param endpoint where requests come from
/// @param deletedAt set once it is deleted
public record VpcIngressConnection(
    AccountRegion world,
    String name,
    String id,
    String serviceArn,
    String domainName,
    Endpoint endpoint,
    Status status,
    Instant createdAt,
    Optional<Instant> deletedAt) {

  /// A network and the endpoint in it, as they were given.
  public record Endpoint(String vpcId, String vpcEndpointId) {}

  /// Where a connection is in its life.
  public enum Status {
    AVAILABLE,
    PENDING_CREATION,
    PENDING_UPDATE,
    PENDING_DELETION,
    FAILED_CREATION,
    FAILED_UPDATE,
    FAILED_DELETION,
    DELETED;

    /// Whether a call may name another endpoint (App Runner's rule).
    public boolean mayBeUpdated() {
      return this == AVAILABLE || this == FAILED_CREATION || this == FAILED_UPDATE;
    }

    /// Whether a call may delete it (App Runner's rule).
    public boolean mayBeDeleted() {
      return mayBeUpdated() || this == FAILED_DELETION;
    }

    /// Whether a reconciler has to act.
    public boolean isPending() {
      return this == PENDING_CREATION || this == PENDING_UPDATE || this == PENDING_DELETION;
    }
  }

  public Arn arn() {
    return Arn.appRunner(world, "vpcingressconnection/" + name + "/" + id);
  }

  /// The same connection in another state.
  public VpcIngressConnection in(Status next) {
    return new VpcIngressConnection(
        world, name, id, serviceArn, domainName, endpoint, next, createdAt, deletedAt);
  }

  /// The same connection from another endpoint, to be brought about.
  public VpcIngressConnection from(Endpoint other) {
    return new VpcIngressConnection(
        world,
        name,
        id,
        serviceArn,
        domainName,
        other,
        Status.PENDING_UPDATE,
        createdAt,
        deletedAt);
  }

  /// The same connection after what was pending was done. On one machine there is nothing to wait
  /// for but the front door's routes.
  ///
  /// @param servable whether its service is there and private
  public VpcIngressConnection settled(boolean servable, Instant now) {
    return switch (status) {
      case PENDING_CREATION -> in(servable ? Status.AVAILABLE : Status.FAILED_CREATION);
      case PENDING_UPDATE -> in(servable ? Status.AVAILABLE : Status.FAILED_UPDATE);
      case PENDING_DELETION ->
          new VpcIngressConnection(
              world,
              name,
              id,
              serviceArn,
              domainName,
              endpoint,
              Status.DELETED,
              createdAt,
              Optional.of(now));
      case AVAILABLE, FAILED_CREATION, FAILED_UPDATE, FAILED_DELETION, DELETED -> this;
    };
  }
}
