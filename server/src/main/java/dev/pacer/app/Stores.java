package dev.pacer.app;

import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.cluster.MemberStore;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.domain.CustomDomainStore;
import dev.pacer.observability.Tracing;
import dev.pacer.operation.OperationStore;
import dev.pacer.revision.RevisionKind;
import dev.pacer.revision.RevisionStore;
import dev.pacer.service.ServiceStore;
import dev.pacer.store.Database;
import dev.pacer.store.SqlConnectionStore;
import dev.pacer.store.SqlCustomDomainStore;
import dev.pacer.store.SqlMemberStore;
import dev.pacer.store.SqlOperationStore;
import dev.pacer.store.SqlRevisionStore;
import dev.pacer.store.SqlServiceStore;
import dev.pacer.store.SqlTagStore;
import dev.pacer.store.SqlVpcIngressConnectionStore;
import dev.pacer.tags.TagStore;
import dev.pacer.vpc.ConnectorSettings;
import dev.pacer.vpc.VpcIngressConnectionStore;
import java.time.InstantSource;
import java.util.Optional;

/// The stores of every kind of resource, in one database.
public record Stores(
    ServiceStore services,
    OperationStore operations,
    RevisionStore<ScalingRules> scaling,
    RevisionStore<Tracing> observability,
    RevisionStore<ConnectorSettings> connectors,
    ConnectionStore connections,
    VpcIngressConnectionStore ingressConnections,
    CustomDomainStore domains,
    TagStore tags,
    MemberStore members) {

  public static Stores in(Database database, InstantSource clock) {
    RevisionStore<ScalingRules> scaling = scalingIn(database, clock);
    RevisionStore<Tracing> observability = observabilityIn(database, clock);
    return new Stores(
        new SqlServiceStore(database),
        new SqlOperationStore(database),
        scaling,
        observability,
        new SqlRevisionStore<>(
            database, RevisionKind.VPC_CONNECTOR, ConnectorSettings.class, Optional.empty(), clock),
        new SqlConnectionStore(database),
        new SqlVpcIngressConnectionStore(database),
        new SqlCustomDomainStore(database),
        new SqlTagStore(
            database,
            world -> {
              scaling.defaultOf(world);
              observability.defaultOf(world);
            }),
        new SqlMemberStore(database));
  }

  private static RevisionStore<ScalingRules> scalingIn(Database database, InstantSource clock) {
    return new SqlRevisionStore<>(
        database,
        RevisionKind.AUTO_SCALING_CONFIGURATION,
        ScalingRules.class,
        Optional.of(ScalingRules.BUILT_IN),
        clock);
  }

  private static RevisionStore<Tracing> observabilityIn(Database database, InstantSource clock) {
    return new SqlRevisionStore<>(
        database,
        RevisionKind.OBSERVABILITY_CONFIGURATION,
        Tracing.class,
        Optional.of(Tracing.BUILT_IN),
        clock);
  }
}
