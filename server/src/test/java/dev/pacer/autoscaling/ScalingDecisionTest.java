package dev.pacer.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Worked examples; [Example] explains their notation. Instances sleep after 10 s and are removed after
/// 60 s.
class ScalingDecisionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # rules     | instances                       | waiting | decision              | reason
          # Steady load
          10 1..5     | active:5                        | 0       | nothing               | ''
          10 1..5     | active:10                       | 0       | nothing               | ''
          10 1..5     | active:10 active:3              | 0       | nothing               | ''
          10 2..5     | active:4~0 asleep~500           | 0       | nothing               | ''
          1 1..5      | active:1 active~3               | 0       | nothing               | ''
          # The first request too many
          10 1..5     | active:10                       | 1       | start 1               | Scaling out to 2 instances: 1 request waits.
          10 2..5     | active:10 asleep~30             | 1       | wake b                | ''
          10 2..5     | asleep~99 asleep~30             | 1       | wake b                | ''
          10 1..5     | active:9                        | 1       | nothing               | ''
          10 1..5     | active:10 starting              | 1       | nothing               | ''
          10 1..5     | active:10 starting asleep       | 1       | wake c                | ''
          # A burst
          10 1..25    | active:10                       | 35      | start 4               | Scaling out to 5 instances: 35 requests wait.
          10 1..25    | active:10 starting starting     | 35      | start 2               | Scaling out to 5 instances: 35 requests wait.
          10 3..25    | active:10 asleep~9 asleep~8     | 35      | wake c b, start 2     | Scaling out to 5 instances: 35 requests wait.
          10 1..25    | active:8                        | 12      | start 1               | Scaling out to 2 instances: 12 requests wait.
          1 1..25     | active:1 active:1               | 2       | start 2               | Scaling out to 4 instances: 2 requests wait.
          # MaxSize reached
          10 1..3     | active:10                       | 99      | start 2               | Scaling out to 3 instances: 99 requests wait.
          10 1..3     | active:10 active:10 active:10   | 99      | nothing               | ''
          10 1..3     | active:10 asleep~5 starting     | 99      | wake b                | ''
          # Quiet instances sleep, then those above MinSize go
          10 1..5     | active~9                        | 0       | nothing               | ''
          10 1..5     | active~10                       | 0       | sleep a               | ''
          10 1..5     | active~10                       | 1       | nothing               | ''
          10 2..5     | active:1 active~10              | 0       | sleep b               | ''
          10 1..5     | active:1 asleep~59              | 0       | nothing               | ''
          10 1..5     | active:1 asleep~60              | 0       | retire b              | Scaling in to 1 instance: quiet for 60 s.
          10 1..5     | active:1 asleep~60 asleep~70    | 0       | retire c b            | Scaling in to 1 instance: quiet for 60 s.
          10 2..5     | active:1 asleep~60 asleep~70    | 0       | retire c              | Scaling in to 2 instances: quiet for 60 s.
          10 2..5     | asleep~99 asleep~99             | 0       | nothing               | ''
          10 1..5     | active:1 active~60              | 0       | retire b              | Scaling in to 1 instance: quiet for 60 s.
          10 1..5     | active~60 active~61             | 0       | sleep a, retire b     | Scaling in to 1 instance: quiet for 60 s.
          10 1..5     | active:10 asleep~60 asleep~70   | 1       | wake b                | ''
          # A slow drain: one request holds its instance, however long
          10 1..5     | active:1 active:1 active:1      | 0       | nothing               | ''
          10 1..5     | active:1 active:1 asleep~60     | 0       | retire c              | Scaling in to 2 instances: quiet for 60 s.
          # Sawtooth: the peak of 40 s ago comes back
          10 1..5     | active:2 asleep~40 asleep~40    | 0       | nothing               | ''
          10 1..5     | active:10 asleep~40 asleep~40   | 11      | wake b c              | ''
          # A flapping instance: it starts again and again, and is no reason to end or start others
          10 2..5     | active:3 starting               | 0       | nothing               | ''
          10 1..5     | active~60 starting              | 0       | sleep a               | ''
          10 2..5     | active:3                        | 0       | start 1               | Scaling out to 2 instances: MinSize is 2.
          # The rules were changed
          10 3..5     | active:3                        | 0       | start 2               | Scaling out to 3 instances: MinSize is 3.
          10 1..2     | active:3 active:1 active:1      | 0       | nothing               | ''
          10 1..2     | active:3 active:1 active~1      | 0       | retire c              | Scaling in to 2 instances: MaxSize is 2.
          10 1..1     | active~5 asleep~20 starting     | 0       | retire c b            | Scaling in to 1 instance: MaxSize is 1.
          10 1..2     | active:10 asleep~20 starting    | 5       | wake b, retire c      | Scaling in to 2 instances: MaxSize is 2.
          2 1..9      | active:5                        | 1       | start 1               | Scaling out to 2 instances: 1 request waits.
          # A request arrived while its instance fell asleep
          10 1..5     | asleep:1                        | 0       | wake a                | ''
          # Nothing is there yet
          10 2..5     | ''                              | 0       | start 2               | Scaling out to 2 instances: MinSize is 2.
          10 2..5     | ''                              | 25      | start 3               | Scaling out to 3 instances: 25 requests wait.
          """)
  void aServiceScalesByItsRequests(
      String rules, String instances, int waiting, String decision, String reason) {
    Decision made =
        ScalingDecision.decide(
            Example.rules(rules), Example.preferences(), Example.seen(instances, waiting));

    assertThat(Example.written(made)).isEqualTo(decision);
    assertThat(made.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # instances        | waiting | decision   | reason
          active:10          | 30      | nothing    | ''
          active:10 asleep~5 | 30      | wake b     | ''
          ''                 | 0       | nothing    | ''
          active:1 asleep~60 | 0       | retire b   | Scaling in to 1 instance: quiet for 60 s.
          """)
  void afterFailedStartsInstancesAreOnlyWoken(
      String instances, int waiting, String decision, String reason) {
    Observation seen = Example.seen(instances, waiting);
    Observation pausing =
        new Observation(seen.instances(), waiting, Optional.empty(), false, seen.quiet());

    Decision made =
        ScalingDecision.decide(Example.rules("10 1..5"), Example.preferences(), pausing);

    assertThat(Example.written(made)).isEqualTo(decision);
    assertThat(made.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # instances              | waiting | service quiet | decision     | reason
          asleep~19                | 0       | 19            | nothing      | ''
          asleep~20                | 0       | 20            | retire a     | Scaling to zero: no request for 20 s.
          asleep~20 active~5       | 0       | 20            | retire a b   | Scaling to zero: no request for 20 s.
          active:1                 | 0       | 20            | start 1      | Scaling out to 2 instances: MinSize is 2.
          starting                 | 0       | 20            | nothing      | ''
          starting asleep~20       | 0       | 20            | retire b     | Scaling in to 1 instance: no request for 20 s.
          ''                       | 0       | 900           | nothing      | ''
          ''                       | 1       | 0             | start 2      | Scaling out to 2 instances: 1 request waits.
          starting starting        | 1       | 0             | nothing      | ''
          ''                       | 0       | 1             | start 2      | Scaling out to 2 instances: MinSize is 2.
          """)
  void aServiceThatMayScaleToZeroDoesSoWhenNobodyAsks(
      String instances, int waiting, int quiet, String decision, String reason) {
    ScalingPreferences toZero =
        new ScalingPreferences(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Optional.of(Duration.ofSeconds(20)),
            false,
            Optional.empty());
    Observation seen =
        new Observation(
            Example.instances(instances),
            waiting,
            Optional.empty(),
            true,
            Duration.ofSeconds(quiet));
    ScalingRules rules =
        instances.equals("asleep~19") ? Example.rules("10 1..5") : Example.rules("10 2..5");

    Decision made = ScalingDecision.decide(rules, toZero, seen);

    assertThat(Example.written(made)).isEqualTo(decision);
    assertThat(made.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # instances                   | cpu   | decision          | reason
          active:5                      | 60    | nothing           | ''
          active:5                      | 76    | nothing           | ''
          active:5                      | 95    | start 1           | Scaling out to 2 instances: the processors are used at 95 %, the target is 70 %.
          active:5 active:5             | 99.6  | start 1           | Scaling out to 3 instances: the processors are used at 100 %, the target is 70 %.
          active:5 active:5 starting    | 99.6  | nothing           | ''
          active:5 asleep~30            | 95    | wake b            | ''
          active:5 asleep~70 asleep~80  | 95    | wake b, retire c  | Scaling in to 2 instances: quiet for 60 s.
          active:5 active:5 active~61   | 60    | nothing           | ''
          active:5 active:5 active~61   | 40    | retire c          | Scaling in to 2 instances: quiet for 60 s.
          active:5 active:5 active~20   | 40    | sleep c           | ''
          active:5 active:5 active:5 active:5 | 100 | start 1       | Scaling out to 5 instances: the processors are used at 100 %, the target is 70 %.
          active~10                     | 100   | sleep a           | ''
          """)
  void aServiceWithATargetForItsProcessorsScalesByThemToo(
      String instances, double cpu, String decision, String reason) {
    ScalingPreferences onCpu =
        new ScalingPreferences(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Optional.empty(),
            false,
            Optional.of(70));
    Observation seen = Example.seen(instances, 0);
    Observation measured =
        new Observation(seen.instances(), 0, Optional.of(cpu), true, seen.quiet());

    Decision made = ScalingDecision.decide(Example.rules("10 1..5"), onCpu, measured);

    assertThat(Example.written(made)).isEqualTo(decision);
    assertThat(made.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          active:1 active~59            | nothing   | ''
          active:1 active~60            | retire b  | Scaling in to 1 instance: quiet for 60 s.
          active~900                    | nothing   | ''
          asleep~900                    | wake a    | ''
          active:1 asleep~20 asleep~30  | wake b c  | ''
          """)
  void anInstanceThatIsKeptActiveNeverSleepsAndStillGoes(
      String instances, String decision, String reason) {
    ScalingPreferences keptActive =
        new ScalingPreferences(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Optional.empty(),
            true,
            Optional.empty());

    Decision made =
        ScalingDecision.decide(Example.rules("10 1..5"), keptActive, Example.seen(instances, 0));

    assertThat(Example.written(made)).isEqualTo(decision);
    assertThat(made.reason()).isEqualTo(reason);
  }

  @Test
  void theBuiltInRulesKeepOneInstance() {
    Decision made =
        ScalingDecision.decide(ScalingRules.BUILT_IN, Example.preferences(), Example.seen("", 0));

    assertThat(made.start()).isEqualTo(1);
  }
}
