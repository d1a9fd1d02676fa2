package dev.pacer.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.operation.OperationType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashPointsTest {
  private final List<String> told = new ArrayList<>();
  private final CrashPoints points = new CrashPoints(told::add, CrashPointsTest::die);

  @Test
  void pointsCountFromTheClaimOfTheChosenOperation() {
    points.arm(OperationType.UPDATE_SERVICE, CrashPoints.NOWHERE);
    points.reached("early");
    points.claimed(OperationType.CREATE_SERVICE);
    points.reached("of another");
    points.claimed(OperationType.UPDATE_SERVICE);

    points.reached("first");
    points.within("second");

    assertThat(told).containsExactly("1 first", "2 second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "here"})
  void theServerDiesAtTheChosenPoint(String chosen) {
    points.arm(OperationType.UPDATE_SERVICE, chosen);
    points.claimed(OperationType.UPDATE_SERVICE);
    points.reached("before");

    assertThatThrownBy(() -> points.reached("here")).hasMessage("killed");
  }

  @Test
  void withinACallTheServerDiesALittleLater() {
    points.arm(OperationType.UPDATE_SERVICE, "1");
    points.claimed(OperationType.UPDATE_SERVICE);

    points.within("a pull");

    assertThat(told).containsExactly("1 a pull");
  }

  private static void die(Duration delay) {
    if (delay.isZero()) {
      throw new IllegalStateException("killed");
    }
  }
}
