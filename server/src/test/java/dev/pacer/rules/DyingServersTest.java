package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pacer.rules.LastWrite.Course;
import dev.pacer.rules.LastWrite.Outcome;
import dev.pacer.rules.LastWrite.Try;
import dev.pacer.testing.Undertaking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The server dies in the middle of an operation: instead of its first write, instead of its second,
/// and so on. Whichever it is, the next server brings the operation to the end that it would have had,
/// and a fleet that serves goes on serving until another does.
class DyingServersTest {
  /// In the usual build only each fourth write is the last one, each time others.
  private static final int STRIDE = Tries.times() > 1 ? 1 : 4;

  @TempDir private static Path directory;
  private static Succession servers;

  @BeforeAll
  static void start() {
    servers = new Succession(directory);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @TestFactory
  Stream<DynamicTest> whicheverWriteIsTheLastTheNextServerGoesOn() {
    return Stream.of(Undertaking.values())
        .flatMap(undertaking ->
            courses(undertaking).stream()
                .map(course ->
                    dynamicTest(
                        undertaking + " " + course, () -> diesAtEachWrite(undertaking, course))));
  }

  private static void diesAtEachWrite(Undertaking undertaking, Course course) {
    LastWrite operation = new LastWrite(servers, undertaking, course);
    List<Outcome> legal = new ArrayList<>(List.of(operation.undisturbed()));
    if (course == Course.CANCELLED) {
      // The server may die before it has heard of the cancellation.
      legal.add(new LastWrite(servers, undertaking, Course.WORKS).undisturbed());
    }
    int write = 1 + ThreadLocalRandom.current().nextInt(STRIDE);
    Try last = operation.tried(write, legal);
    while (!last.lived()) {
      write += STRIDE;
      last = operation.tried(write, legal);
    }
    assertThat(write).isGreaterThan(5);
  }

  private static List<Course> courses(Undertaking undertaking) {
    return switch (undertaking) {
      case CREATION, UPDATE, DEPLOYMENT -> List.of(Course.values());
      case UPDATE_AFTER_A_FAILED_CREATION -> List.of(Course.WORKS, Course.FAILS);
      // A resumed service has the image that it had.
      case RESUMPTION -> List.of(Course.WORKS, Course.CANCELLED);
      case PAUSE, DELETION, DELETION_OF_A_PAUSED_SERVICE, DELETION_AFTER_A_FAILED_CREATION ->
          List.of(Course.WORKS);
    };
  }
}
