package com.ytempire.ml.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.access.ApiKey.State;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ApiKeyTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  private static ApiKey key(String name, Integer perMinute, Instant expiresAt) {
    return ApiKey.issue(
        KeyText.random(new SecureRandom()),
        name,
        Set.of(Scope.PREDICT),
        perMinute,
        NOW,
        "tests",
        expiresAt);
  }

  @Test
  void isInForceUntilTheInstantOfItsExpiry() {
    ApiKey key = key("k", null, NOW.plusSeconds(60));

    assertThat(key.state(NOW.plusSeconds(60).minusNanos(1))).isEqualTo(State.ACTIVE);
    assertThat(key.state(NOW.plusSeconds(60))).isEqualTo(State.EXPIRED);
    assertThat(key("k", null, null).state(Instant.MAX)).isEqualTo(State.ACTIVE);
  }

  @Test
  void staysRevokedWithItsFirstTime() {
    ApiKey key = key("k", null, NOW.plusSeconds(60)).revoked(NOW.plusSeconds(1));

    assertThat(key.state(NOW)).isEqualTo(State.REVOKED);
    assertThat(key.revoked(NOW.plusSeconds(9)).revokedAt()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void refusesNamesAndLimitsOutOfRange() {
    for (String name : List.of("", "  ", "n".repeat(101), "a\nb", "\u001b[2J")) {
      assertThatThrownBy(() -> key(name, null, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 100 characters");
    }
    for (int limit : List.of(0, -1, 100_000_001)) {
      assertThatThrownBy(() -> key("k", limit, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 100000000");
    }
  }

  @Test
  void onlyAdminImpliesOtherScopes() {
    assertThat(Scope.implied(Set.of(Scope.ADMIN))).isEqualTo(EnumSet.allOf(Scope.class));
    assertThat(Scope.implied(Set.of(Scope.READ, Scope.TRAIN)))
        .containsExactlyInAnyOrder(Scope.READ, Scope.TRAIN);
    assertThat(Scope.implied(Set.of())).isEmpty();
  }

  @Test
  void knowsScopesByTheirExactWords() {
    assertThat(Scope.ofWord("predict")).contains(Scope.PREDICT);
    for (String other : List.of("PREDICT", " predict", "", "*", "role_admin")) {
      assertThat(Scope.ofWord(other)).isEmpty();
    }
    assertThat(Scope.words()).isEqualTo("predict, read, ingest, train, admin");
  }
}
