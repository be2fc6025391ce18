package com.ytempire.ml.bench.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.bench.canary.CanaryCase.Side;
import com.ytempire.ml.bench.canary.CanarySimulation.Result;
import com.ytempire.ml.core.evidence.CanaryRules;
import com.ytempire.ml.core.evidence.Verdict.Step;
import com.ytempire.ml.core.rollout.Canaries;
import com.ytempire.ml.core.settings.PlatformSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanarySimulationTest {
  private static final Side USUAL = CanaryCase.USUAL;

  private static CanaryRules rules(Map<String, String> variables) {
    return Canaries.rules(PlatformSettings.from(variables).rollouts().canary());
  }

  private static Result run(CanaryCase one, int most, int runs) {
    return new CanarySimulation(rules(Map.of()), 0.5, 1, 50, most).run(one, runs, 1);
  }

  @Test
  void findsWhatTheDocumentationSaysWithinItsRequests() {
    Result drop = run(new CanaryCase("drop", Step.ROLL_BACK, USUAL, USUAL.wrong(0.25)), 6_000, 20);
    Result slow = run(new CanaryCase("slow", Step.ROLL_BACK, USUAL, USUAL.slow(0.21)), 3_000, 20);
    Result errors =
        run(new CanaryCase("errors", Step.ROLL_BACK, USUAL, USUAL.failing(0.05)), 3_000, 20);
    Result better =
        run(new CanaryCase("better", Step.PROMOTE, USUAL, USUAL.wrong(0.05)), 6_000, 20);

    assertThat(drop.rolledBack()).isEqualTo(20);
    assertThat(slow.rolledBack()).isEqualTo(20);
    assertThat(errors.rolledBack()).isEqualTo(20);
    assertThat(better.promoted()).isEqualTo(20);
  }

  @Test
  void takesAnEqualVersionBackNoMoreOftenThanStated() {
    var simulation =
        new CanarySimulation(
            rules(Map.of("CANARY_FALSE_ALARM", "0.2", "CANARY_AUTO_PROMOTE", "false")),
            0.5,
            1,
            20,
            1_000);

    Result result = simulation.run(new CanaryCase("equal", Step.PROMOTE, USUAL, USUAL), 150, 2);

    assertThat(result.rolledBack() / 150.0).isLessThan(0.2);
    assertThat(result.promoted()).isZero();
  }

  @Test
  void givesTheSameFiguresForTheSameSeedAndSaysWhereNothingIsDecided() {
    var one = new CanaryCase("drop", Step.ROLL_BACK, USUAL, USUAL.wrong(0.5));

    assertThat(run(one, 500, 5).requests()).isEqualTo(run(one, 500, 5).requests());
    assertThat(run(one, 10, 5).within(0.5)).isEqualTo(-1);
  }
}
