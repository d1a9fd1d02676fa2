package dev.pacer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the directions between the rooms: which may see which.
class RoomsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.pacer");

  /// Every room with the rooms that it may see. Only `app` and `cli` see everything.
  private static final Map<String, List<String>> MAY_SEE =
      Map.ofEntries(
          Map.entry("support", List.of()),
          Map.entry("wire", List.of("support")),
          Map.entry("sigv4", List.of("support")),
          Map.entry("health", List.of("support")),
          Map.entry("logs", List.of("support")),
          Map.entry("backup", List.of()),
          Map.entry("engine", List.of("support", "logs")),
          Map.entry("registry", List.of("support", "engine")),
          Map.entry("config", List.of("support", "engine", "registry")),
          Map.entry("service", List.of("support", "health")),
          Map.entry("source", List.of("support", "connection", "service")),
          Map.entry("revision", List.of("support")),
          Map.entry("autoscaling", List.of()),
          Map.entry("observability", List.of()),
          Map.entry("vpc", List.of("support")),
          Map.entry("connection", List.of("support")),
          Map.entry("domain", List.of("support")),
          Map.entry("tags", List.of("support")),
          Map.entry("cluster", List.of("support")),
          Map.entry("operation", List.of("support", "service")),
          Map.entry("certificates", List.of()),
          Map.entry("ingress", List.of("support", "logs", "certificates")),
          Map.entry(
              "store",
              List.of(
                  "support",
                  "service",
                  "operation",
                  "cluster",
                  "health",
                  "revision",
                  "vpc",
                  "connection",
                  "domain",
                  "tags")),
          Map.entry(
              "build", List.of("support", "service", "connection", "source", "engine", "registry")),
          Map.entry(
              "deployment",
              List.of(
                  "support",
                  "build",
                  "source",
                  "service",
                  "connection",
                  "operation",
                  "autoscaling",
                  "revision",
                  "engine",
                  "registry",
                  "health",
                  "ingress",
                  "logs")),
          Map.entry(
              "reconcile",
              List.of(
                  "support",
                  "service",
                  "cluster",
                  "deployment",
                  "engine",
                  "autoscaling",
                  "ingress",
                  "operation",
                  "vpc",
                  "domain")),
          Map.entry(
              "automation",
              List.of(
                  "support",
                  "wire",
                  "service",
                  "operation",
                  "deployment",
                  "build",
                  "source",
                  "engine",
                  "registry",
                  "connection",
                  "reconcile")),
          Map.entry(
              "api",
              List.of(
                  "support",
                  "wire",
                  "service",
                  "operation",
                  "health",
                  "registry",
                  "logs",
                  "revision",
                  "autoscaling",
                  "observability",
                  "vpc",
                  "connection",
                  "domain",
                  "tags")));

  static List<String> rooms() {
    return new ArrayList<>(MAY_SEE.keySet());
  }

  @Test
  void theClassesOfThisReleaseWereReallyRead() {
    assertThat(CLASSES.size()).isGreaterThan(150);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomSeesOnlyTheRoomsThatItMaySee(String room) {
    String[] forbidden =
        java.util.stream.Stream.concat(
                MAY_SEE.keySet().stream(), java.util.stream.Stream.of("app", "cli"))
            .filter(other -> !other.equals(room))
            .filter(other -> !MAY_SEE.getOrDefault(room, List.of()).contains(other))
            .map(other -> "dev.pacer." + other + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage("dev.pacer." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .check(CLASSES);
  }

  @Test
  void whatKeepsInstancesRunningSeesOfTheFrontDoorOnlyItsRoutes() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.pacer.deployment..", "dev.pacer.reconcile..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.pacer.ingress", "dev.pacer.ingress.http1")
        .check(CLASSES);
  }

  @Test
  void roomsFormNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("dev.pacer.(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void onlyTheStoreSeesSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.pacer.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "org.jdbi..",
            "com.zaxxer..",
            "org.sqlite..",
            "org.postgresql..")
        .check(CLASSES);
  }

  @Test
  void onlyTheDockerEngineSeesTheDockerClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.pacer.engine.docker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.github.dockerjava..")
        .check(CLASSES);
  }

  @Test
  void onlyTheSourceSeesGitAndSsh() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.pacer.source.git..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jgit..", "org.apache.sshd..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCertificatesSeeBouncyCastle() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.pacer.certificates..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bouncycastle..")
        .check(CLASSES);
  }

  @Test
  void theMessageSyntaxKnowsNoNetty() {
    noClasses()
        .that()
        .resideInAPackage("dev.pacer.ingress.http1..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..")
        .check(CLASSES);
  }

  @Test
  void onlyTheEdgesReadTheEnvironment() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.pacer.app..", "dev.pacer.cli..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(CLASSES);
  }
}
