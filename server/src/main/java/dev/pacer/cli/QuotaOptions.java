package dev.pacer.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how much of everything an account may have. Each is a setting.
final class QuotaOptions {
  final Map<String, String> flags = new HashMap<>();

  @Option(
      names = "--quota-services",
      paramLabel = "NUMBER",
      description = "Services an account may have in a region (default: 30).")
  void services(@Nullable String value) {
    set("services", value);
  }

  @Option(
      names = "--quota-connections",
      paramLabel = "NUMBER",
      description = "Connections an account may have in a region (default: 10).")
  void connections(@Nullable String value) {
    set("connections", value);
  }

  @Option(
      names = "--quota-auto-scaling-configurations",
      paramLabel = "NUMBER",
      description = "Names of auto scaling configurations in a region (default: 10).")
  void autoScalingConfigurations(@Nullable String value) {
    set("auto-scaling-configurations", value);
  }

  @Option(
      names = "--quota-auto-scaling-revisions",
      paramLabel = "NUMBER",
      description = "Active revisions of one such name (default: 5).")
  void autoScalingRevisions(@Nullable String value) {
    set("auto-scaling-revisions", value);
  }

  @Option(
      names = "--quota-observability-configurations",
      paramLabel = "NUMBER",
      description = "Names of observability configurations in a region (default: 10).")
  void observabilityConfigurations(@Nullable String value) {
    set("observability-configurations", value);
  }

  @Option(
      names = "--quota-observability-revisions",
      paramLabel = "NUMBER",
      description = "Active revisions of one such name (default: 10).")
  void observabilityRevisions(@Nullable String value) {
    set("observability-revisions", value);
  }

  @Option(
      names = "--quota-vpc-connectors",
      paramLabel = "NUMBER",
      description = "VPC connectors an account may have in a region (default: 10).")
  void vpcConnectors(@Nullable String value) {
    set("vpc-connectors", value);
  }

  @Option(
      names = "--quota-vpc-ingress-connections",
      paramLabel = "NUMBER",
      description = "VPC ingress connections of one service (default: 1).")
  void vpcIngressConnections(@Nullable String value) {
    set("vpc-ingress-connections", value);
  }

  @Option(
      names = "--quota-custom-domains",
      paramLabel = "NUMBER",
      description = "Custom domains of one service (default: 5).")
  void customDomains(@Nullable String value) {
    set("custom-domains", value);
  }

  @Option(
      names = "--quota-instances",
      paramLabel = "NUMBER",
      description = "The highest MaxSize of an auto scaling configuration (default: 25).")
  void instances(@Nullable String value) {
    set("instances", value);
  }

  private void set(String of, @Nullable String value) {
    if (value != null) {
      flags.put("quota-" + of, value);
    }
  }
}
