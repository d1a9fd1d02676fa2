package dev.pacer.rules;

import dev.pacer.testing.ApiBed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Makes the lists of [PagedKind].
final class PagedLists {
  private static final String BUILT_IN =
      "autoscalingconfiguration/DefaultConfiguration/1/00000000000000000000000000000001";
  private static final int NAMES = 40;

  private PagedLists() {}

  static Paged services(Account account) {
    return new Paged(
        account,
        "ListServices",
        Map.of(),
        "ServiceSummaryList",
        summary -> summary.get("ServiceArn").asString(),
        number -> createService(account, number, Map.of()),
        account::deleteService,
        () -> {});
  }

  static Paged servicesOfTheBuiltInScaling(Account account) {
    Map<String, Object> built = Map.of("AutoScalingConfigurationArn", account.arn(BUILT_IN));
    return new Paged(
        account,
        "ListServicesForAutoScalingConfiguration",
        built,
        "ServiceArnList",
        JsonNode::asString,
        number -> createService(account, number, built),
        account::deleteService,
        () -> {});
  }

  static Paged operations(Account account) {
    String service = createService(account, 0, Map.of());
    return new Paged(
        account,
        "ListOperations",
        Map.of("ServiceArn", service),
        "OperationSummaryList",
        summary -> summary.get("Id").asString(),
        _ -> {
          // A service that failed to start is tried again.
          account.ok("UpdateService", Map.of("ServiceArn", service));
          account.settled(service);
        },
        _ -> {},
        () -> account.deleteService(service));
  }

  static Paged domains(Account account) {
    String service = privateService(account);
    return new Paged(
        account,
        "DescribeCustomDomains",
        Map.of("ServiceArn", service),
        "CustomDomains",
        domain -> domain.get("DomainName").asString(),
        number -> domain(account, "AssociateCustomDomain", service, domainName(account, number)),
        name -> domain(account, "DisassociateCustomDomain", service, name),
        () -> account.deleteService(service));
  }

  static Paged revisions(Account account, RevisionApi api, Map<String, Object> filters) {
    return new Paged(
        account,
        "List" + api.noun() + "s",
        filters,
        api.noun() + "SummaryList",
        summary -> summary.get(api.noun() + "Arn").asString(),
        // Few names, so that some get several revisions.
        number ->
            account.ok("Create" + api.noun(), Map.of(api.noun() + "Name", "name-" + number % 6)),
        // The default one is left.
        arn -> account.call("Delete" + api.noun(), Map.of(api.noun() + "Arn", arn)),
        () -> {});
  }

  static Paged named(Account account, NameApi api) {
    return new Paged(
        account,
        "List" + api.noun() + "s",
        Map.of(),
        api.list(),
        item -> item.get(api.noun() + "Arn").asString(),
        number -> account.call("Create" + api.noun(), api.creation("name-" + number % NAMES)),
        arn -> account.ok("Delete" + api.noun(), Map.of(api.noun() + "Arn", arn)),
        () -> {});
  }

  static Paged ingressConnections(Account account, Map<String, Object> filters) {
    String service = privateService(account);
    return new Paged(
        account,
        "ListVpcIngressConnections",
        filters,
        "VpcIngressConnectionSummaryList",
        summary -> summary.get("VpcIngressConnectionArn").asString(),
        number -> connect(account, service, number),
        arn -> disconnect(account, arn),
        () -> {
          // The list may have shown only some of them, and the service has to lose all.
          account
              .ok("ListVpcIngressConnections", Map.of())
              .get("VpcIngressConnectionSummaryList")
              .forEach(left -> disconnect(account, left.get("VpcIngressConnectionArn").asString()));
          account.deleteService(service);
        });
  }

  private static void disconnect(Account account, String arn) {
    account.ok("DeleteVpcIngressConnection", Map.of("VpcIngressConnectionArn", arn));
    account.api().pass(Duration.ofSeconds(1));
  }

  private static void connect(Account account, String service, int number) {
    Map<String, Object> input = new HashMap<>();
    input.put("ServiceArn", service);
    input.put("VpcIngressConnectionName", "name-" + number % NAMES);
    input.put(
        "IngressVpcConfiguration",
        Map.of("VpcId", "vpc-1", "VpcEndpointId", number % 3 == 0 ? "vpce-2" : "vpce-1"));
    account.call("CreateVpcIngressConnection", input);
    account.api().pass(Duration.ofSeconds(1));
  }

  private static void domain(Account account, String operation, String service, String name) {
    // A name that is taken or already on its way out is left.
    account.call(operation, Map.of("ServiceArn", service, "DomainName", name));
    account.api().pass(Duration.ofSeconds(1));
  }

  /// Names are unique over all accounts.
  private static String domainName(Account account, int number) {
    return "d" + number % NAMES + ".a" + account.world().accountId() + ".test";
  }

  private static String createService(Account account, int number, Map<String, Object> further) {
    String name = "name-" + number;
    return account.service(name, further).get("ServiceArn").asString();
  }

  private static String privateService(Account account) {
    return account
        .service(
            "private",
            Map.of(
                "SourceConfiguration",
                ApiBed.image("good:1"),
                "NetworkConfiguration",
                Map.of("IngressConfiguration", Map.of("IsPubliclyAccessible", false))))
        .get("ServiceArn")
        .asString();
  }
}
