package dev.pacer.api.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import dev.pacer.testing.LocalPostgres;
import dev.pacer.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The database server ends without a farewell and comes back while the API is called and operations
/// run.
@ExtendWith(TestDatabase.OnPostgres.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DatabaseOutageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final LocalPostgres server = LocalPostgres.get();
  @TempDir private Path directory;
  private ApiBed api;

  @BeforeEach
  void open() {
    api = new ApiBed(directory);
  }

  @AfterEach
  void close() {
    server.start();
    api.close();
  }

  @Test
  void callsAreAnsweredWithAReasonWhileTheDatabaseIsAwayAndWorkWhenItIsBack() {
    String arn = api.service("shop", Map.of()).get("ServiceArn").asString();
    server.stopImmediately();

    for (Answer answer : List.of(describe(arn), create("other"))) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error()).isEqualTo("ServiceUnavailable");
      assertThat(answer.message())
          .contains("Pacer's database does not answer")
          .contains("Start the database server and try again");
    }
    server.start();
    assertThat(describe(arn).body().at("/Service/Status").asString()).isEqualTo("RUNNING");
    assertThat(api.service("other", Map.of()).get("Status").asString()).isEqualTo("RUNNING");
  }

  @Test
  void operationsUnderWayEndByThemselvesWhenTheDatabaseIsBack() {
    MemoryHold hold = api.engine.holdStart();
    List<String> arns =
        IntStream.range(0, 5).mapToObj(number -> arn(create("shop" + number))).toList();
    await().atMost(PATIENCE).until(hold::held, held -> held == arns.size());

    server.stopImmediately();
    hold.release();
    assertThat(describe(arns.getFirst()).status()).isEqualTo(503);
    server.start();

    for (String arn : arns) {
      assertThat(settled(arn).get("Status").asString()).isEqualTo("RUNNING");
      assertThat(api.ok("ListOperations", Map.of("ServiceArn", arn)).get("OperationSummaryList"))
          .singleElement()
          .satisfies(
              operation -> assertThat(operation.get("Status").asString()).isEqualTo("SUCCEEDED"));
    }
    assertThat(api.engine.owned()).hasSize(arns.size());
  }

  @Test
  void servicesLiveTheirLivesWhileTheDatabaseRestartsAgainAndAgain() throws Exception {
    int lives = 4;
    CountDownLatch living = new CountDownLatch(lives);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> ends =
          IntStream.range(0, lives)
              .mapToObj(number ->
                  threads.submit(
                      (Callable<String>)
                          () -> {
                            try {
                              return live("shop" + number);
                            } finally {
                              living.countDown();
                            }
                          }))
              .toList();

      while (!living.await(300, TimeUnit.MILLISECONDS)) {
        server.stopImmediately();
        server.start();
      }

      for (Future<String> end : ends) {
        assertThat(end.get()).isEqualTo("DELETED");
      }
    }
    await().atMost(PATIENCE).until(() -> api.engine.owned().isEmpty());
  }

  /// A whole life, each call made again until it was heard.
  ///
  /// @return the last status
  private String live(String name) {
    heard(() -> create(name));
    String arn = arnOf(name);
    String id = arn.substring(arn.lastIndexOf('/') + 1);
    assertThat(settled(arn).get("Status").asString()).isEqualTo("RUNNING");
    heardBySettled("PauseService", arn, "PAUSED");
    heardBySettled("ResumeService", arn, "RUNNING");
    heardBySettled("DeleteService", arn, "DELETED");
    assertThat(api.plane.services.instances(id)).isEmpty();
    return settled(arn).get("Status").asString();
  }

  private void heardBySettled(String operation, String arn, String status) {
    heard(() -> api.call(operation, Map.of("ServiceArn", arn)));
    assertThat(settled(arn).get("Status").asString()).as(operation).isEqualTo(status);
  }

  /// Makes a call again until the answer is another one than 503. The one before may have been heard
  /// already, so that this one is refused.
  private static void heard(Callable<Answer> call) {
    await().atMost(PATIENCE).until(call, answer -> answer.status() != 503);
  }

  private String arnOf(String name) {
    return await()
        .atMost(PATIENCE)
        .until(() -> api.call("ListServices", Map.of()), answer -> answer.status() == 200)
        .body()
        .get("ServiceSummaryList")
        .valueStream()
        .filter(service -> service.get("ServiceName").asString().equals(name))
        .findFirst()
        .orElseThrow()
        .get("ServiceArn")
        .asString();
  }

  private JsonNode settled(String arn) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> describe(arn),
            answer ->
                answer.status() == 200
                    && !answer
                        .body()
                        .at("/Service/Status")
                        .asString()
                        .equals("OPERATION_IN_PROGRESS"))
        .body()
        .get("Service");
  }

  private Answer describe(String arn) {
    return api.call("DescribeService", Map.of("ServiceArn", arn));
  }

  private Answer create(String name) {
    Map<String, Object> input = new HashMap<>();
    input.put("ServiceName", name);
    input.put("SourceConfiguration", ApiBed.image("good:1"));
    return api.call("CreateService", input);
  }

  private static String arn(Answer created) {
    return created.body().at("/Service/ServiceArn").asString();
  }
}
