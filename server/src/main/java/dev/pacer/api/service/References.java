package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.connection.Connection;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.observability.Tracing;
import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.RevisionArn;
import dev.pacer.revision.RevisionKind;
import dev.pacer.revision.RevisionStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.vpc.ConnectorSettings;
import dev.pacer.wire.AwsException;

/// Finds the other resources that a service names. One that is unknown, inactive or of another
/// account or region makes the request invalid.
public final class References {
  private final RevisionStore<ScalingRules> scaling;
  private final RevisionStore<Tracing> observability;
  private final RevisionStore<ConnectorSettings> connectors;
  private final ConnectionStore connections;

  public References(
      RevisionStore<ScalingRules> scaling,
      RevisionStore<Tracing> observability,
      RevisionStore<ConnectorSettings> connectors,
      ConnectionStore connections) {
    this.scaling = scaling;
    this.observability = observability;
    this.connectors = connectors;
    this.connections = connections;
  }

  /// The full ARN of the auto scaling configuration that services use which name none.
  String defaultScaling(AccountRegion world) {
    return scaling.defaultOf(world).revision().arn().toString();
  }

  /// The full ARN that a full or partial one means.
  String scaling(AccountRegion world, String given) {
    return resolve(
        scaling,
        RevisionKind.AUTO_SCALING_CONFIGURATION,
        world,
        given,
        "auto scaling configuration");
  }

  /// The auto scaling configuration of a stored full ARN, even when it was deleted since.
  ListedRevision<ScalingRules> storedScaling(String arn) {
    return RevisionArn.parse(RevisionKind.AUTO_SCALING_CONFIGURATION, arn)
        .flatMap(scaling::find)
        .orElseThrow(() -> new IllegalStateException("a service uses " + arn + ", which is gone"));
  }

  /// The full ARN that a full or partial one means.
  String observability(AccountRegion world, String given) {
    return resolve(
        observability,
        RevisionKind.OBSERVABILITY_CONFIGURATION,
        world,
        given,
        "observability configuration");
  }

  /// What a service uses that switches observability on and names nothing.
  String defaultObservability(AccountRegion world) {
    return observability.defaultOf(world).revision().arn().toString();
  }

  String connector(AccountRegion world, String given) {
    if (RevisionArn.parse(RevisionKind.VPC_CONNECTOR, given)
        .filter(RevisionArn::isFull)
        .isEmpty()) {
      throw invalid("VPC connector", given);
    }
    return resolve(connectors, RevisionKind.VPC_CONNECTOR, world, given, "VPC connector");
  }

  String connection(AccountRegion world, String given) {
    return connections
        .find(given)
        .filter(found -> found.world().equals(world))
        .map(Connection::arn)
        .map(Object::toString)
        .orElseThrow(() -> invalid("connection", given));
  }

  private static <S> String resolve(
      RevisionStore<S> store, RevisionKind kind, AccountRegion world, String given, String noun) {
    return RevisionArn.parse(kind, given)
        .filter(arn -> arn.world().equals(world))
        .flatMap(store::find)
        .filter(found -> found.revision().isActive())
        .map(found -> found.revision().arn().toString())
        .orElseThrow(() -> invalid(noun, given));
  }

  private static AwsException invalid(String noun, String given) {
    return ApiErrors.invalidRequest(
        "The " + noun + " ARN you specified isn't valid. ARN: '" + given + "'");
  }
}
