package dev.pacer.rules;

import dev.pacer.testing.ApiBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A resource that may have tags.
///
/// @param noun what it is called in the names of operations and members
record Tagged(String noun, String arn) {

  /// One new resource of every kind.
  static List<Tagged> everyKind(Account account) {
    List<Tagged> made = new ArrayList<>();
    for (RevisionApi api : RevisionApi.values()) {
      made.add(made(account, api.noun(), Map.of(api.noun() + "Name", "resource")));
    }
    for (NameApi api : NameApi.values()) {
      made.add(made(account, api.noun(), api.creation("resource")));
    }
    String service = privateService(account);
    made.add(ingressConnection(account, service));
    made.add(new Tagged("Service", service));
    return made;
  }

  /// Deletes the resource, which nothing uses any more, and waits until it is gone.
  void delete(Account account) {
    account.ok("Delete" + noun, Map.of(noun + "Arn", arn));
    if (noun.equals("Service")) {
      account.settled(arn);
    }
    account.api().pass(Duration.ofSeconds(1));
  }

  private static String privateService(Account account) {
    return account
        .service(
            "resource",
            Map.of(
                "SourceConfiguration",
                ApiBed.image("good:1"),
                "NetworkConfiguration",
                Map.of("IngressConfiguration", Map.of("IsPubliclyAccessible", false))))
        .get("ServiceArn")
        .asString();
  }

  private static Tagged ingressConnection(Account account, String serviceArn) {
    Map<String, Object> input = new HashMap<>();
    input.put("ServiceArn", serviceArn);
    input.put("VpcIngressConnectionName", "resource");
    input.put("IngressVpcConfiguration", Map.of("VpcId", "vpc-1", "VpcEndpointId", "vpce-1"));
    Tagged made = made(account, "VpcIngressConnection", input);
    account.api().pass(Duration.ofSeconds(1));
    return made;
  }

  private static Tagged made(Account account, String noun, Map<String, ?> input) {
    return new Tagged(
        noun, account.ok("Create" + noun, input).get(noun).get(noun + "Arn").asString());
  }
}
