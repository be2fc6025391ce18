package com.ytempire.ml.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.TestTokens;
import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.store.ApiKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rate limits over HTTP. One token comes every 12 seconds, so that tests see none come. */
class RateLimitTest {
  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            Map.of("RATE_LIMIT_PER_MINUTE", "5", "RATE_LIMIT_ANONYMOUS_PER_MINUTE", "20"),
            options -> options.with(SecuredRoutes.Wanted.class, new SecuredRoutes.Wanted()));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ServiceClient subject(String name) {
    return service
        .anybody()
        .with("Authorization", TestTokens.bearer(c -> c.subject(name).claim("scope", "read")));
  }

  @Test
  void countsDownAndThenRefusesWithATimeToComeBack() {
    ServiceClient caller = subject("ann");
    for (int remaining = 4; remaining >= 0; remaining--) {
      Answer answer = caller.get("/vault/read");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("RateLimit-Limit")).contains("5");
      assertThat(answer.header("RateLimit-Policy")).contains("5;w=60");
      assertThat(answer.header("RateLimit-Remaining")).contains(String.valueOf(remaining));
      assertThat(Integer.parseInt(answer.header("RateLimit-Reset").orElseThrow()))
          .isEqualTo(12 * (5 - remaining));
      assertThat(answer.header("Retry-After")).isEmpty();
    }

    Answer refused = caller.get("/vault/read");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.problem()).isEqualTo("rate-limited");
    assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isBetween(1, 12);
    assertThat(refused.header("RateLimit-Remaining")).contains("0");
    assertThat(refused.json().path("detail").asText()).contains("5 requests in a minute");
  }

  @Test
  void countsEachSubjectAndEachKeyByItself() {
    KeyText text = KeyText.random(new SecureRandom());
    service
        .part(ApiKeys.class)
        .create(ApiKey.issue(text, "n", Set.of(Scope.READ), 2, Instant.now(), "tests", null));
    for (int i = 0; i < 6; i++) {
      subject("bob").get("/vault/read");
    }
    assertThat(subject("bob").get("/vault/read").status()).isEqualTo(429);
    assertThat(subject("cid").get("/vault/read").status()).isEqualTo(200);

    ServiceClient key = service.anybody().with("X-API-Key", text.reveal());
    Answer first = key.get("/vault/read");
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.header("RateLimit-Limit")).as("its own").contains("2");
    assertThat(key.get("/vault/read").status()).isEqualTo(200);
    assertThat(key.get("/vault/read").status()).isEqualTo(429);
  }

  @Test
  void countsRefusalsForLackOfScopeTooAndSlowsGuessingDown() {
    // Nobody is known: the address is counted, for open operations and for failures together.
    ServiceClient guesser = service.anybody().with("X-API-Key", "nonsense");
    assertThat(guesser.get("/vault/read").status()).isEqualTo(401);
    await().atMost(Duration.ofSeconds(10)).until(() -> guesser.get("/vault/read").status() == 429);
    assertThat(service.anybody().get("/vault/open").status()).isEqualTo(429);
    assertThat(service.anybody().get("/vault/open").header("Retry-After")).isPresent();

    assertThat(subject("dan").get("/vault/read").status())
        .as("a known caller at the same address")
        .isEqualTo(200);
    assertThat(service.anybody().get("/health/live").status()).as("health").isEqualTo(200);
  }
}
