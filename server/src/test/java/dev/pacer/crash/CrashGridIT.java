package dev.pacer.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A server that dies anywhere in an operation has lost and left nothing once it was started again.
///
/// `-Dpacer.crash.grid=` chooses the points: `sample` (default), `all`, a scenario (`UPDATE_CANCELLED`),
/// or a point of one (`UPDATE_CANCELLED:17`, `PAUSE:after Journal.begin(remove-instances)`).
/// `-Dpacer.crash.seed=` chooses the sample.
class CrashGridIT {
  private static final int DRAWN = 5;
  private static final int ABOUT_POINTS = 40;

  @TempDir private static Path directory;
  private static final Map<Scenario, Tally> tallies = new EnumMap<>(Scenario.class);
  private static @Nullable CrashBed bed;
  private static int beds;

  /// In time are the kills at the chosen point; the others came when the operation was over, because
  /// the server did not stand at that point this time.
  private static final class Tally {
    private int kills;
    private int inTime;
    private int passed;
  }

  @BeforeAll
  static void buildImages() {
    CrashImages.build();
  }

  @AfterAll
  static void endAndTell() {
    if (bed != null) {
      bed.close();
    }
    System.out.printf("%n%-22s%8s%8s%8s%n", "crash grid", "kills", "in time", "passed");
    Tally all = new Tally();
    tallies.forEach((scenario, tally) -> {
      tell(scenario.name(), tally);
      all.kills += tally.kills;
      all.inTime += tally.inTime;
      all.passed += tally.passed;
    });
    tell("all", all);
  }

  private static void tell(String name, Tally tally) {
    System.out.printf("%-22s%8d%8d%8d%n", name, tally.kills, tally.inTime, tally.passed);
  }

  @TestFactory
  Stream<DynamicNode> afterAKillNothingIsLostAndNothingIsLeft() {
    String grid = System.getProperty("pacer.crash.grid", "sample");
    if (grid.equals("sample")) {
      return sample().map(CrashGridIT::test);
    }
    if (grid.equals("all")) {
      return Arrays.stream(Scenario.values()).flatMap(CrashGridIT::everyPoint);
    }
    return grid.contains(":")
        ? Stream.of(test(Choice.parse(grid)))
        : everyPoint(Scenario.valueOf(grid));
  }

  /// The points that decide most, and some by chance.
  private static Stream<Choice> sample() {
    long seed = Long.getLong("pacer.crash.seed", System.nanoTime() % 1_000_000);
    System.out.println("-Dpacer.crash.seed=" + seed);
    Random random = new Random(seed);
    Stream<Choice> drawn =
        Stream.generate(
                () -> {
                  Scenario[] all = Scenario.values();
                  Scenario scenario = all[random.nextInt(all.length)];
                  return new Choice(scenario, String.valueOf(1 + random.nextInt(ABOUT_POINTS)));
                })
            .limit(DRAWN);
    return Stream.concat(
        Stream.of(
                "CREATE:after ComputeEngine.start",
                "UPDATE_FLEET_OF_TWO:before ServiceStore.switchTraffic",
                "UPDATE_FLEET_OF_TWO:after ServiceStore.switchTraffic",
                "UPDATE_BROKEN_IMAGE:after ServiceStore.retire",
                "UPDATE_CANCELLED:before ComputeEngine.remove",
                "DEPLOYMENT:after Journal.end(SUCCEEDED)",
                "DELETE:within ComputeEngine.stop")
            .map(Choice::parse),
        drawn);
  }

  /// The points are those that the server stands at when it is left alone, which is tried first.
  private static Stream<DynamicNode> everyPoint(Scenario scenario) {
    List<String> points;
    try {
      points = play(new Choice(scenario, CrashPoints.NOWHERE));
    } catch (AssertionError failure) {
      return Stream.of(
          DynamicTest.dynamicTest(
              scenario + " left alone",
              () -> {
                throw failure;
              }));
    }
    return points.stream()
        .map(point -> test(new Choice(scenario, point.substring(0, point.indexOf(' '))), point));
  }

  private static DynamicTest test(Choice choice) {
    return test(choice, choice.point());
  }

  private static DynamicTest test(Choice choice, String name) {
    return DynamicTest.dynamicTest(choice.scenario() + " killed " + name, () -> kill(choice));
  }

  private static void kill(Choice choice) {
    Tally tally = tallies.computeIfAbsent(choice.scenario(), _ -> new Tally());
    tally.kills++;
    boolean inTime = choice.isAmong(play(choice));
    assertThat(inTime || choice.isNumber()).as("the server stood at %s", choice).isTrue();
    tally.inTime += inTime ? 1 : 0;
    tally.passed++;
  }

  private static List<String> play(Choice choice) {
    CrashBed current = bed();
    try {
      return current.play(choice.scenario(), choice.point());
    } catch (Throwable failure) {
      String log = read(current.log());
      current.close();
      bed = null;
      throw new AssertionError(
          """
          %s failed. Again: mvn -pl server test -Dtest=CrashGridIT '-Dpacer.crash.grid=%s'
          The server's log ends with:
          %s\
          """
              .formatted(choice, choice, log.substring(Math.max(0, log.length() - 6_000))),
          failure);
    }
  }

  private static CrashBed bed() {
    CrashBed known = bed;
    if (known == null) {
      known = new CrashBed(directory.resolve("data-" + ++beds));
      bed = known;
    }
    return known;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      return failure.toString();
    }
  }
}
