package com.ytempire.ml.generation.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.generation.call.CallLedger;
import com.ytempire.ml.generation.call.CallLedger.Claim;
import com.ytempire.ml.generation.call.CallLedger.Kept;
import com.ytempire.ml.generation.call.CallLedger.Standing;
import com.ytempire.ml.generation.provider.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every ledger of calls does. */
abstract class CallLedgerContract {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Kept MADE =
      new Kept(
          "a script".getBytes(UTF_8),
          "openai",
          "gpt-4",
          Usage.ofTokens(10, 20),
          new BigDecimal("0.001500"));

  abstract CallLedger calls();

  private Standing claim(String key, String owner) {
    return calls().claim(key, "script", owner, LONG).standing();
  }

  @Test
  void oneAtATimeHasACallAndWhatItMadeIsFoundByAll() {
    assertThat(claim("made", "one")).isEqualTo(Standing.TAKEN);
    assertThat(claim("made", "one")).as("its owner asks again").isEqualTo(Standing.TAKEN);
    assertThat(claim("made", "other")).isEqualTo(Standing.ELSEWHERE);
    assertThat(calls().keep("made", "other", MADE)).as("not its owner").isFalse();
    assertThat(calls().keep("made", "one", MADE)).isTrue();

    Claim found = calls().claim("made", "script", "other", LONG);

    assertThat(found.standing()).isEqualTo(Standing.MADE);
    Kept kept = found.kept().orElseThrow();
    assertThat(kept.artefact()).isEqualTo(MADE.artefact());
    assertThat(kept.provider()).isEqualTo("openai");
    assertThat(kept.model()).isEqualTo("gpt-4");
    assertThat(kept.usage()).isEqualTo(MADE.usage());
    assertThat(kept.cost()).isEqualByComparingTo(MADE.cost());
  }

  @Test
  void whatWasMadeStays() {
    claim("stays", "one");
    assertThat(calls().keep("stays", "one", MADE)).isTrue();

    calls().release("stays", "one");

    assertThat(calls().keep("stays", "one", MADE)).as("a second time").isFalse();
    assertThat(claim("stays", "one")).isEqualTo(Standing.MADE);
  }

  @Test
  void whatIsGivenUpIsTakenOnByTheNext() {
    claim("given up", "one");
    calls().release("given up", "other");
    assertThat(claim("given up", "other")).as("it was not theirs").isEqualTo(Standing.ELSEWHERE);

    calls().release("given up", "one");

    assertThat(claim("given up", "other")).isEqualTo(Standing.TAKEN);
  }

  @Test
  void whoWasSilentForTooLongLosesTheCall() {
    calls().claim("silent", "script", "one", Duration.ZERO);

    assertThat(claim("silent", "other")).isEqualTo(Standing.TAKEN);
    assertThat(calls().keep("silent", "one", MADE)).isFalse();
    assertThat(calls().keep("silent", "other", MADE)).isTrue();
  }

  @Test
  void aKeyIsOfOneKind() {
    claim("kind", "one");

    assertThatThrownBy(() -> calls().claim("kind", "speech", "one", LONG))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessage("call key kind: it is one of a script already");
  }
}
