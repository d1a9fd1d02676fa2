package dev.pacer.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CustomDomainsTest {
  @TempDir private Path directory;
  private ApiBed api;
  private String service = "";

  @BeforeEach
  void start() {
    api = new ApiBed(directory);
    service = api.service("shop", Map.of()).get("ServiceArn").asString();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void anAssociationAnswersAtOnceWithoutRecords() {
    JsonNode answer = api.ok("AssociateCustomDomain", input("Example.com"));

    JsonNode domain = answer.get("CustomDomain");
    assertThat(domain.get("DomainName").asString()).isEqualTo("example.com");
    assertThat(domain.get("Status").asString()).isEqualTo("creating");
    assertThat(domain.get("EnableWWWSubdomain").asBoolean()).isTrue();
    assertThat(domain.has("CertificateValidationRecords")).isFalse();
    assertThat(answer.get("DNSTarget").asString()).endsWith(".eu-west-1.apprunner.localhost");
    assertThat(answer.get("VpcDNSTargets")).isEmpty();
  }

  @Test
  void theRecordsAppearAfterAWhile() {
    api.ok("AssociateCustomDomain", input("example.com"));

    api.pass(Duration.ofSeconds(3));

    JsonNode domain = described().get(0);
    assertThat(domain.get("Status").asString()).isEqualTo("pending_certificate_dns_validation");
    assertThat(recordNames(domain))
        .hasSize(3)
        .anyMatch(name -> name.matches("_[0-9a-f]{32}\\.example\\.com\\."))
        .anyMatch(name -> name.matches("_[0-9a-f]{32}\\.www\\.example\\.com\\."));
    assertThat(domain.get("CertificateValidationRecords").get(0).get("Status").asString())
        .isEqualTo("PENDING_VALIDATION");
  }

  @Test
  void withoutTheWwwSiblingThereIsOneRecord() {
    api.ok(
        "AssociateCustomDomain",
        Map.of("ServiceArn", service, "DomainName", "example.com", "EnableWWWSubdomain", false));

    api.pass(Duration.ofSeconds(3));

    assertThat(recordNames(described().get(0))).hasSize(1);
  }

  @Test
  void aDomainWhoseRecordsArePublishedBecomesActiveAndLeadsToTheService() {
    api.ok("AssociateCustomDomain", input("example.com"));
    api.pass(Duration.ofSeconds(3));
    api.published.addAll(recordNames(described().get(0)));

    api.pass(Duration.ofSeconds(1));
    String binding = described().get(0).get("Status").asString();
    api.pass(Duration.ofSeconds(1));

    assertThat(binding).isEqualTo("binding_certificate");
    assertThat(described().get(0).get("Status").asString()).isEqualTo("active");
    assertThat(api.plane.routes.current().find("example.com")).isNotNull();
    assertThat(api.plane.routes.current().find("www.example.com")).isNotNull();
  }

  @Test
  void aDomainWithOneRecordMissingGoesOnWaiting() {
    api.ok("AssociateCustomDomain", input("example.com"));
    api.pass(Duration.ofSeconds(3));
    api.published.add(recordNames(described().get(0)).getFirst());

    api.pass(Duration.ofSeconds(1));

    JsonNode domain = described().get(0);
    assertThat(domain.get("Status").asString()).isEqualTo("pending_certificate_dns_validation");
    assertThat(domain.get("CertificateValidationRecords").get(0).get("Status").asString())
        .isEqualTo("SUCCESS");
  }

  @Test
  void aWildcardLeadsAnyLabelToTheService() {
    api.ok("AssociateCustomDomain", input("*.example.com"));
    api.pass(Duration.ofSeconds(3));
    api.published.addAll(recordNames(described().get(0)));

    api.pass(Duration.ofSeconds(1));
    api.pass(Duration.ofSeconds(1));

    assertThat(api.plane.routes.current().find("any.example.com")).isNotNull();
    assertThat(api.plane.routes.current().find("a.b.example.com")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.test",
        "a-label-that-is-long.another-long-label.and-one-more-label.example.com"
      })
  void aDomainThatNoCertificateCanBeHadForFails(String name) {
    api.ok("AssociateCustomDomain", input(name));

    api.pass(Duration.ofSeconds(3));

    assertThat(described().get(0).get("Status").asString()).isEqualTo("create_failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1",
        "a..b.com",
        "-a.com",
        "a-.com",
        "*.*.com",
        "a.*.com",
        ".com",
        "x.eu-west-1.apprunner.localhost",
        "apprunner.localhost"
      })
  void whatIsNoDomainIsRefused(String name) {
    Answer refused = api.call("AssociateCustomDomain", input(name));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void aNameSitsOnOneServiceOfTheRegion() {
    api.ok("AssociateCustomDomain", input("example.com"));
    String other = api.service("other", Map.of()).get("ServiceArn").asString();

    Answer refused =
        api.call(
            "AssociateCustomDomain", Map.of("ServiceArn", other, "DomainName", "www.example.com"));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(refused.message()).contains("www.example.com is already associated with");
  }

  @Test
  void ofTwoAssociationsAtTheSameInstantOneWins() throws Exception {
    List<Future<Answer>> answers = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int attempt = 0; attempt < 8; attempt++) {
        answers.add(
            executor.submit(
                (Callable<Answer>) () -> api.call("AssociateCustomDomain", input("example.com"))));
      }
    }

    int won = 0;
    for (Future<Answer> answer : answers) {
      won += answer.get().status() == 200 ? 1 : 0;
    }
    assertThat(won).isEqualTo(1);
  }

  @Test
  void aServiceHasFiveDomainsAtMostAndOnePageShowsThem() {
    for (int number = 0; number < 5; number++) {
      api.ok("AssociateCustomDomain", input("shop" + number + ".example.com"));
    }

    Answer refused = api.call("AssociateCustomDomain", input("more.example.com"));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(described()).hasSize(5);
  }

  @Test
  void pagesCarryTheTargetsEachTime() {
    api.ok("AssociateCustomDomain", input("one.example.com"));
    api.ok("AssociateCustomDomain", input("two.example.com"));
    JsonNode first =
        api.ok("DescribeCustomDomains", Map.of("ServiceArn", service, "MaxResults", 1));

    JsonNode second =
        api.ok(
            "DescribeCustomDomains",
            Map.of(
                "ServiceArn",
                service,
                "MaxResults",
                1,
                "NextToken",
                first.get("NextToken").asString()));

    assertThat(second.get("CustomDomains").get(0).get("DomainName").asString())
        .isEqualTo("two.example.com");
    assertThat(second.get("DNSTarget")).isEqualTo(first.get("DNSTarget"));
  }

  @Test
  void aDisassociationAnswersWithTheRecordsAndThenTheDomainIsGone() {
    api.ok("AssociateCustomDomain", input("example.com"));
    api.pass(Duration.ofSeconds(3));

    JsonNode answer =
        api.ok(
            "DisassociateCustomDomain", Map.of("ServiceArn", service, "DomainName", "example.com"));
    api.pass(Duration.ofSeconds(2));

    assertThat(answer.get("CustomDomain").get("Status").asString()).isEqualTo("deleting");
    assertThat(recordNames(answer.get("CustomDomain"))).hasSize(3);
    assertThat(described()).isEmpty();
  }

  @Test
  void anUnknownDomainIsNotDisassociated() {
    Answer refused =
        api.call(
            "DisassociateCustomDomain", Map.of("ServiceArn", service, "DomainName", "example.com"));

    assertThat(refused.message())
        .contains("No custom domain example.com found for the provided service");
  }

  @Test
  void aPausedServiceGetsNoDomain() {
    api.ok("PauseService", Map.of("ServiceArn", service));
    api.settled(service);

    assertThat(api.call("AssociateCustomDomain", input("example.com")).error())
        .isEqualTo("InvalidStateException");
  }

  @Test
  void anUnknownServiceMakesAnAssociationInvalid() {
    Answer refused =
        api.call(
            "AssociateCustomDomain",
            Map.of(
                "ServiceArn",
                "arn:aws:apprunner:eu-west-1:111122223333:service/shop/"
                    + "0123456789abcdef0123456789abcdef",
                "DomainName",
                "example.com"));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
  }

  @Test
  void aDeletedServiceGetsNoDomain() {
    api.ok("DeleteService", Map.of("ServiceArn", service));
    api.settled(service);

    assertThat(api.call("AssociateCustomDomain", input("example.com")).error())
        .isEqualTo("InvalidRequestException");
  }

  @Test
  void theDomainOfADeletedServiceIsFree() {
    api.ok("AssociateCustomDomain", input("example.com"));
    api.ok("DeleteService", Map.of("ServiceArn", service));
    api.settled(service);
    String other = api.service("other", Map.of()).get("ServiceArn").asString();

    Answer answer =
        api.call("AssociateCustomDomain", Map.of("ServiceArn", other, "DomainName", "example.com"));

    assertThat(answer.status()).isEqualTo(200);
  }

  private Map<String, Object> input(String name) {
    return Map.of("ServiceArn", service, "DomainName", name);
  }

  private JsonNode described() {
    return api.ok("DescribeCustomDomains", Map.of("ServiceArn", service)).get("CustomDomains");
  }

  private static List<String> recordNames(JsonNode domain) {
    List<String> names = new ArrayList<>();
    domain
        .get("CertificateValidationRecords")
        .forEach(record -> names.add(record.get("Name").asString()));
    return names;
  }
}
