package com.ytempire.ml.alerts.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.alerts.rule.AlertRule;
import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.alerts.rule.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables of readings, one a minute: {@code x} the condition holds, {@code .} it does not, {@code -}
 * there is no data, {@code ?} nothing is known, {@code X} and {@code o} as x and . in a silence,
 * blank: nobody looks.
 */
class AlertMachineTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final Duration GAP = Duration.ofMinutes(3);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        // Without a time to hold it fires at once, and stays until five quiet minutes.
        "''                      | 'x'                      | 0 fired slack",
        "''                      | '..x.....'               | 2 fired slack",
        "''                      | '..x......'              | '2 fired slack, 8 resolved slack'",
        // It flaps for as long as it likes: one notice, one end.
        "''                      | 'x.x.x..x...x.x....x......' | '0 fired slack, 24 resolved slack'",
        // No data counts as quiet, unknown changes nothing.
        "''                      | 'x------'                | '0 fired slack, 6 resolved slack'",
        "''                      | 'x??????????'            | 0 fired slack",
        "''                      | '??x'                    | 2 fired slack",
        "''                      | '---'                    | ''",
        // A time to hold: broken by one reading that does not, not by one that is not known.
        "'for: 3m'               | 'xxxx'                   | 3 fired slack",
        "'for: 3m'               | 'xx.xx.xx.'              | ''",
        "'for: 3m'               | 'xx-xx-'                 | ''",
        "'for: 3m'               | 'xx?x'                   | 3 fired slack",
        // Nobody looked for longer than the gap: both times begin anew.
        "'for: 3m'               | 'x    x'                 | ''",
        "'for: 3m'               | 'x    xxxx'              | 8 fired slack",
        "'for: 3m'               | 'x  x'                   | 3 fired slack",
        "''                      | 'x.      .'              | 0 fired slack",
        "''                      | 'x.      ......'         | '0 fired slack, 13 resolved slack'",
        // Other times.
        "'resolve_after: 1m'     | 'x..x..'                 | '0 fired slack, 2 resolved slack, 3 fired slack, 5 resolved slack'",
        "'repeat_every: 2m'      | 'xxxxxx'                 | '0 fired slack, 2 reminder slack, 4 reminder slack'",
        "'repeat_every: 2m'      | 'x..xx'                  | '0 fired slack, 3 reminder slack'",
        // Escalation: once, while it holds; its channels hear of the end as well.
        "'escalate: after 2m to email' | 'xxxxx......'      | '0 fired slack, 2 escalated email, 10 resolved slack+email'",
        "'escalate: after 2m to email' | 'x......'          | '0 fired slack, 6 resolved slack'",
        "'escalate: after 2m to email' | 'x...x'            | '0 fired slack, 4 escalated email'",
        // Silence: told afterwards if it still fires; never told of what came and went.
        "''                      | 'XXXx'                   | 3 fired slack",
        "''                      | 'Xoooooo.'               | ''",
        "''                      | 'xXXXoooooo'             | '0 fired slack, 9 resolved slack'",
        "'repeat_every: 2m'      | 'xXXXXX'                 | 0 fired slack",
        "'for: 2m'               | 'XXXXx'                  | 4 fired slack"
      })
  void tells(String keys, String readings, String notices) {
    assertThat(run(rule(keys), readings)).isEqualTo(notices);
  }

  @Test
  void tellsOfAnAlertWhoseRuleIsGone() {
    AlertRule rule = rule("");
    Step fired = machine(rule).step(null, seen(Truth.TRUE), START, false);

    Step end = AlertMachine.abandoned(after(fired), START.plusSeconds(1));

    assertThat(end.notices()).extracting(Step.Notice::kind).containsExactly(NoticeKind.RESOLVED);
    assertThat(after(end).phase()).isEqualTo(Phase.RESOLVED);
  }

  @Test
  void givesEachTimeThatItFiresAnIncidentOfItsOwn() {
    AlertMachine machine = machine(rule("resolve_after: 1m"));
    AlertState first = after(machine.step(null, seen(Truth.TRUE), START, false));
    AlertState quiet = after(machine.step(first, seen(Truth.FALSE), minute(1), false));
    AlertState over = after(machine.step(quiet, seen(Truth.FALSE), minute(2), false));
    AlertState second = after(machine.step(over, seen(Truth.TRUE), minute(3), false));

    assertThat(over.phase()).isEqualTo(Phase.RESOLVED);
    assertThat(over.incident()).extracting(Incident::id).isEqualTo(new UUID(0, 1));
    assertThat(second.incident()).extracting(Incident::id).isEqualTo(new UUID(0, 2));
  }

  private static String run(AlertRule rule, String readings) {
    AlertMachine machine = machine(rule);
    List<String> told = new ArrayList<>();
    AlertState state = null;
    for (int i = 0; i < readings.length(); i++) {
      char reading = readings.charAt(i);
      if (reading == ' ') {
        continue;
      }
      Truth truth =
          switch (reading) {
            case 'x', 'X' -> Truth.TRUE;
            case '.', 'o' -> Truth.FALSE;
            case '-' -> Truth.NO_DATA;
            default -> Truth.UNKNOWN;
          };
      Step step = machine.step(state, seen(truth), minute(i), reading == 'X' || reading == 'o');
      state = step.after();
      for (Step.Notice notice : step.notices()) {
        String channels =
            String.join(
                "+",
                notice.channels().stream()
                    .map(one -> one.word().toLowerCase(Locale.ROOT))
                    .toList());
        told.add(i + " " + notice.kind().word() + " " + channels);
      }
    }
    return String.join(", ", told);
  }

  private static AlertMachine machine(AlertRule rule) {
    var ids = new java.util.concurrent.atomic.AtomicLong();
    return new AlertMachine(rule, GAP, () -> new UUID(0, ids.incrementAndGet()));
  }

  private static AlertState after(Step step) {
    @Nullable AlertState after = step.after();
    assertThat(after).isNotNull();
    return after;
  }

  private static Observation seen(Truth truth) {
    return new Observation(truth, "latency_p95 = 231 ms");
  }

  private static Instant minute(int number) {
    return START.plus(Duration.ofMinutes(number));
  }

  private static AlertRule rule(String keys) {
    return AlertRules.parse(
            "alerts:\n  - name: slow\n    condition: latency_p95 > 200ms\n    notification: slack\n"
                + (keys.isEmpty() ? "" : "    " + keys + "\n"),
            "alerts.yaml")
        .rules()
        .get(0);
  }
}
