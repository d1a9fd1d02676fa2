package dev.pacer.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Holds the answers of all operations against the constraints of the official model: what it allows
/// reaches the operation, what it does not is refused in its words.
class ConstraintTest {
  private static final ServiceModel MODEL = OfficialModel.with(Correction.ALL);

  @TempDir private static Path directory;
  private static ApiBed api;

  @BeforeAll
  static void start() {
    api = new ApiBed(directory);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @TestFactory
  Stream<DynamicTest> aValueIsTakenUpToItsLimitsAndRefusedPastThem() {
    return MODEL.operations().stream()
        .flatMap(operation -> LimitCases.of(operation).stream())
        .map(ConstraintTest::test);
  }

  @TestFactory
  Stream<DynamicTest> severalBrokenValuesAreReportedTogetherInTheOrderOfDeclaration() {
    return MODEL.operations().stream()
        .flatMap(operation -> JoinedCases.of(operation).stream())
        .map(ConstraintTest::test);
  }

  @Test
  void everyOperationHasCasesOfBothKinds() {
    List<Case> all = new ArrayList<>();
    for (ServiceModel.Operation operation : MODEL.operations()) {
      List<Case> cases = LimitCases.of(operation);
      all.addAll(cases);

      assertThat(cases).as(operation.name()).extracting(Case::accepted).contains(true, false);
    }
    assertThat(all).hasSizeGreaterThan(1_000);
  }

  private static DynamicTest test(Case given) {
    return DynamicTest.dynamicTest(given.what(), () -> holds(given));
  }

  private static void holds(Case given) {
    Answer answer = api.call(given.operation().name(), given.input());

    if (given.accepted()) {
      assertReachedTheOperation(given, answer);
    } else {
      assertThat(answer.error()).as(given.what()).isEqualTo("ValidationException");
      assertThat(answer.status()).as(given.what()).isEqualTo(400);
      assertThat(answer.message()).as(given.what()).isEqualTo(Problem.text(given.problems()));
    }
  }

  /// What an operation answers of itself: its output, or one of the errors that the model gives it.
  private static void assertReachedTheOperation(Case given, Answer answer) {
    if (answer.status() != 200) {
      assertThat(answer.error())
          .as(given.what() + ", answered " + answer.body())
          .isIn(given.operation().errors());
    }
  }
}
