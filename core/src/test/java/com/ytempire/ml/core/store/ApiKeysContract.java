package com.ytempire.ml.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.core.access.Scope;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of keys does. Tests make keys of their own and share one store. */
public abstract class ApiKeysContract {
  /** When the store under test says that it is. */
  protected static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

  private static final SecureRandom RANDOM = new SecureRandom();

  protected abstract ApiKeys keys();

  private static ApiKey key(Instant createdAt) {
    return ApiKey.issue(
        KeyText.random(RANDOM),
        "reports",
        EnumSet.of(Scope.READ, Scope.PREDICT),
        600,
        createdAt,
        "tests",
        NOW.plusSeconds(3600));
  }

  @Test
  void keepsAKeyAsItWasCreated() {
    ApiKey full = key(NOW);
    ApiKey bare =
        new ApiKey(
            KeyText.random(RANDOM).id(),
            "n",
            "0".repeat(64),
            Set.of(),
            null,
            NOW,
            null,
            null,
            null,
            null);

    keys().create(full);
    keys().create(bare);

    assertThat(keys().find(full.id())).contains(full);
    assertThat(keys().find(bare.id())).contains(bare);
    assertThat(keys().find("ffffffffffffffff")).isEmpty();
    assertThat(keys().find("' OR true --")).isEmpty();
  }

  @Test
  void refusesASecondKeyWithTheSameIdAndKeepsTheFirst() {
    ApiKey first = key(NOW);
    keys().create(first);
    ApiKey second =
        new ApiKey(
            first.id(), "other", "1".repeat(64), Set.of(), null, NOW, null, null, null, null);

    assertThatThrownBy(() -> keys().create(second)).isInstanceOf(StoreRefusedException.class);

    assertThat(keys().find(first.id())).contains(first);
  }

  @Test
  void listsTheNewestFirst() {
    ApiKey second = key(NOW.plusSeconds(2));
    ApiKey third = key(NOW.plusSeconds(3));
    ApiKey first = key(NOW.plusSeconds(1));
    keys().create(second);
    keys().create(third);
    keys().create(first);

    assertThat(keys().list()).containsSubsequence(third, second, first);
  }

  @Test
  void revokesForGoodAndSaysWhatThereIsNone() {
    ApiKey key = key(NOW);
    keys().create(key);

    assertThat(keys().revoke(key.id())).isEqualTo(key.revoked(NOW));
    assertThat(keys().revoke(key.id())).isEqualTo(key.revoked(NOW));

    assertThat(keys().find(key.id())).contains(key.revoked(NOW));
    assertThatThrownBy(() -> keys().revoke("ffffffffffffffff"))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("no key with the id ffffffffffffffff");
  }

  @Test
  void keepsTheTimeOfTheFirstRevocation() {
    ApiKey key = key(NOW).revoked(NOW.minusSeconds(9));
    keys().create(key);

    assertThat(keys().revoke(key.id()).revokedAt()).isEqualTo(NOW.minusSeconds(9));
  }

  @Test
  void notesTheLatestUseAndNothingElse() {
    ApiKey used = key(NOW);
    ApiKey unused = key(NOW);
    keys().create(used);
    keys().create(unused);

    keys().touch(Map.of());
    keys().touch(Map.of(used.id(), NOW.plusSeconds(60), "ffffffffffffffff", NOW));
    keys().touch(Map.of(used.id(), NOW.plusSeconds(30)));

    assertThat(keys().find(used.id())).contains(used.used(NOW.plusSeconds(60)));
    assertThat(keys().find(unused.id())).contains(unused);
    assertThat(keys().find("ffffffffffffffff")).isEmpty();
  }
}
