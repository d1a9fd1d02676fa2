package dev.pacer.vpc;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps VPC ingress connections. Safe for any thread; every method is one transaction.
public interface VpcIngressConnectionStore {

  /// Writes a new connection.
  ///
  /// @param quota how many a service may have
  Creation create(VpcIngressConnection connection, Map<String, String> tags, int quota);

  /// The connection of exactly that ARN, deleted ones included.
  Optional<VpcIngressConnection> find(String arn);

  /// Connections that are not deleted, by name.
  ///
  /// @param after the key that the previous page ended with
  Page<VpcIngressConnection> list(
      AccountRegion world, Filter filter, Optional<String> after, int limit);

  /// The connections of a service that are not deleted.
  List<VpcIngressConnection> ofService(String serviceArn);

  /// Every connection for which something is to be done.
  List<VpcIngressConnection> pending();

  /// Writes a changed connection, unless it changed since it was read.
  ///
  /// @return whether it was written
  boolean replace(VpcIngressConnection before, VpcIngressConnection after);

  /// Which connections a list shows; what is empty does not matter.
  record Filter(Optional<String> serviceArn, Optional<String> vpcEndpointId) {}

  /// What became of a wish to create.
  enum Creation {
    CREATED,
    NAME_TAKEN,
    QUOTA_REACHED
  }
}
