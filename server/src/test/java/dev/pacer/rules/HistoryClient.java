package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.rules.Fact.Lost;
import dev.pacer.rules.Fact.Triggered;
import dev.pacer.rules.History.Event;
import dev.pacer.rules.ServiceModel.OperationKind;
import dev.pacer.rules.Succession.Reign;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStatus;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import dev.pacer.testing.Mortality;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/// Makes random calls, one after the other, and notes what it is answered.
final class HistoryClient {
  /// What the text of a cancellation begins with; the operation's id follows.
  static final String CANCEL = "CancelOperation ";

  private static final List<String> IMAGES = List.of("good:1", "good:2", Reasons.BAD);

  private final HistoryWorld world;
  private final RandomGenerator random;

  HistoryClient(HistoryWorld world, RandomGenerator random) {
    this.world = world;
    this.random = random;
  }

  void makes(int calls) {
    for (int number = 0; number < calls; number++) {
      if (world.services.isEmpty() || random.nextInt(14) == 0) {
        create();
      } else {
        String arn = service();
        if (random.nextBoolean()) {
          awaitTurn(arn);
        }
        call(arn);
      }
    }
  }

  private void call(String arn) {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3 ->
          begins(
              arn,
              "UpdateService",
              OperationKind.UPDATE_SERVICE,
              Map.of("SourceConfiguration", ApiBed.image(image())));
      case 4, 5 -> begins(arn, "StartDeployment", OperationKind.START_DEPLOYMENT, Map.of());
      case 6 -> begins(arn, "PauseService", OperationKind.PAUSE_SERVICE, Map.of());
      case 7, 8 -> begins(arn, "ResumeService", OperationKind.RESUME_SERVICE, Map.of());
      case 9 -> delete(arn);
      case 10, 11, 12 ->
          begins(arn, "Pacer.RollbackService", OperationKind.UPDATE_SERVICE, Map.of());
      case 13, 14 -> cancel(arn);
      case 15, 16 -> trigger(arn);
      case 17 -> sees(arn, "DescribeService", AnswerFacts::described);
      case 18 -> sees(arn, "ListOperations", AnswerFacts::listed);
      default -> sees(arn, "Pacer.ListServiceVersions", AnswerFacts::versions);
    }
  }

  /// Seldom, as it is the end.
  private void delete(String arn) {
    if (random.nextInt(3) == 0) {
      begins(arn, "DeleteService", OperationKind.DELETE_SERVICE, Map.of());
    }
  }

  private void create() {
    String name = "shop-" + random.nextInt(3);
    String image = image();
    long called = world.moment();
    Optional<Answer> answer =
        answer(
            "CreateService",
            Map.of("ServiceName", name, "SourceConfiguration", ApiBed.image(image)));
    long returned = world.moment();
    if (answer.isEmpty()) {
      world.note(
          name,
          new Event(called, returned, "CreateService", new Lost(OperationKind.CREATE_SERVICE)));
      awaitSuccessor();
    } else if (answer.get().status() == 200) {
      String arn = answer.get().body().at("/Service/ServiceArn").asString();
      Fact fact = AnswerFacts.beginning(OperationKind.CREATE_SERVICE, answer.get()).orElseThrow();
      world.note(arn, new Event(called, returned, "CreateService " + image, fact));
      world.services.add(arn);
    } else {
      assertThat(answer.get().error()).isEqualTo("InvalidRequestException");
    }
  }

  private void begins(String arn, String call, OperationKind kind, Map<String, ?> further) {
    note(
        arn,
        call + " " + further,
        call,
        further,
        answer -> AnswerFacts.beginning(kind, answer),
        Optional.of(new Lost(kind)));
  }

  private void sees(String arn, String call, Function<Answer, Optional<Fact>> fact) {
    note(arn, call, call, Map.of(), fact, Optional.empty());
  }

  private void cancel(String arn) {
    List<String> known = world.operations(arn);
    if (!known.isEmpty()) {
      String id = known.get(Math.max(0, known.size() - 1 - random.nextInt(3) / 2));
      note(
          arn,
          CANCEL + id,
          "Pacer.CancelOperation",
          Map.of("OperationId", id),
          answer -> AnswerFacts.cancelled(id, answer),
          Optional.of(new Fact.Nothing()));
    }
  }

  private void trigger(String arn) {
    Reign reign = world.servers().present();
    Service service = world.stored(arn);
    long called = world.moment();
    Optional<Boolean> remembered =
        Mortality.answer(() -> {
          reign.plane().control.trigger().request(service, "a push");
          return true;
        });
    world.note(
        arn, new Event(called, world.moment(), "trigger", new Triggered(remembered.isPresent())));
  }

  private void note(
      String arn,
      String text,
      String call,
      Map<String, ?> further,
      Function<Answer, Optional<Fact>> fact,
      Optional<Fact> lost) {
    Map<String, Object> input = new HashMap<>(further);
    input.put("ServiceArn", arn);
    long called = world.moment();
    Optional<Answer> answer = answer(call, input);
    long returned = world.moment();
    Optional<Fact> learnt = answer.isEmpty() ? lost : fact.apply(answer.get());
    learnt.ifPresent(known -> world.note(arn, new Event(called, returned, text, known)));
    if (answer.isEmpty()) {
      awaitSuccessor();
    }
  }

  private Optional<Answer> answer(String call, Map<String, ?> input) {
    ApiBed api = world.api(world.servers().present());
    Optional<Answer> answer = Mortality.answer(() -> api.call(world.account, call, input));
    answer.ifPresent(known -> Tally.count(call, known.error()));
    return answer;
  }

  private void awaitSuccessor() {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> !world.servers().life().isDead());
  }

  /// Waits until no operation is in progress, so that the next call has a chance.
  private void awaitTurn(String arn) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(30))
        .until(() -> world.stored(arn).status() != ServiceStatus.OPERATION_IN_PROGRESS);
  }

  /// Mostly one that is not deleted.
  private String service() {
    String arn = world.services.get(random.nextInt(world.services.size()));
    return world.stored(arn).deletedAt().isPresent() && random.nextInt(5) > 0
        ? world.services.getLast()
        : arn;
  }

  private String image() {
    return IMAGES.get(random.nextInt(IMAGES.size()));
  }
}
