package com.ytempire.ml.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorsTest {
  private static final String ALLOW = "Access-Control-Allow-Origin";

  private static Answer preflight(ServiceUnderTest service, String origin) {
    return service
        .anybody()
        .with("Origin", origin)
        .with("Access-Control-Request-Method", "GET")
        .with("Access-Control-Request-Headers", "authorization")
        .send("OPTIONS", "/health/live", null);
  }

  @Test
  void isClosedUnlessOriginsAreNamed() {
    Answer answer = preflight(ServiceUnderTest.shared(), "https://app.example.com");

    assertThat(answer.header(ALLOW)).isEmpty();
    assertThat(answer.status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void isOpenForTheNamedOriginsOnly() {
    try (var service =
        ServiceUnderTest.start(
            Map.of("CORS_ALLOWED_ORIGINS", "https://app.example.com"), options -> options)) {
      assertThat(preflight(service, "https://app.example.com").header(ALLOW))
          .contains("https://app.example.com");
      assertThat(preflight(service, "https://app.example.com.evil.org").header(ALLOW)).isEmpty();
      assertThat(
              service
                  .anybody()
                  .with("Origin", "https://app.example.com")
                  .get("/health/live")
                  .header(ALLOW))
          .contains("https://app.example.com");
    }
  }
}
