package com.ytempire.ml.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.access.AuditEntry.Outcome;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AuditEntryTest {
  private static AuditEntry withTarget(String target) {
    return new AuditEntry(
        new UUID(0, 1), Instant.EPOCH, "key:1", "POST /x", target, Outcome.DONE, 200, "r", "a");
  }

  @Test
  void losesControlCharactersAndWhatNoStoreCanHold() {
    assertThat(withTarget("a\r\nb\u001b[2J\ud800c\u0000").target())
        .isEqualTo("a\ufffd\ufffdb\ufffd[2J\ufffdc\ufffd");
  }

  @Test
  void isCutWithoutBreakingACharacter() {
    String target = withTarget("x".repeat(499) + "\ud83d\ude00").target();

    assertThat(target).isEqualTo("x".repeat(499));
    assertThat(withTarget("y".repeat(600)).target()).hasSize(500);
  }

  @Test
  void tellsOutcomesByTheStatus() {
    assertThat(Outcome.ofStatus(202)).isEqualTo(Outcome.DONE);
    assertThat(Outcome.ofStatus(401)).isEqualTo(Outcome.DENIED);
    assertThat(Outcome.ofStatus(403)).isEqualTo(Outcome.DENIED);
    assertThat(Outcome.ofStatus(429)).isEqualTo(Outcome.DENIED);
    assertThat(Outcome.ofStatus(409)).isEqualTo(Outcome.REFUSED);
    assertThat(Outcome.ofStatus(503)).isEqualTo(Outcome.FAILED);
  }
}
