package com.ytempire.ml.generation.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ytempire.ml.generation.http.ProviderHttp.Answer;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderHttpTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ProviderHttp http =
      new ProviderHttp("example", body -> new String(body, UTF_8), CLOCK);

  private FakeService service;

  @BeforeEach
  void start() throws Exception {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Answer send(URI address, Duration timeout) throws Exception {
    return http.send(
        HttpRequest.newBuilder(address.resolve("/v1/make")),
        timeout,
        Set.of("application/json"),
        1_000);
  }

  private ProviderException failure(Duration timeout) {
    return catchThrowableOfType(ProviderException.class, () -> send(service.address(), timeout));
  }

  @Test
  void aWholeAnswerIsHandedOn() throws Exception {
    service.answers(
        200, Map.of("Content-Type", "Application/JSON; charset=utf-8"), "{}".getBytes(UTF_8));

    Answer answer = send(service.address(), PATIENCE);

    assertThat(answer.mediaType()).isEqualTo("application/json");
    assertThat(answer.body()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(service.asked().get(0).uri()).hasPath("/v1/make");
  }

  @ParameterizedTest
  @CsvSource({
    "429, BUSY",
    "529, BUSY",
    "500, AWAY",
    "502, AWAY",
    "503, AWAY",
    "504, AWAY",
    "408, AWAY",
    "400, REFUSED",
    "401, REFUSED",
    "403, REFUSED",
    "404, REFUSED",
    "302, REFUSED"
  })
  void aStatusHasAMeaning(int status, Reason reason) {
    service.answers(status, JSON, "insufficient_quota".getBytes(UTF_8));

    ProviderException failure = failure(PATIENCE);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.retryAfter()).isEmpty();
    assertThat(failure).hasMessage("example: status %d (insufficient_quota)".formatted(status));
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 7, 7000", "Retry-After, 'Thu, 01 Jan 2026 00:01:30 GMT', 90000",
    "Retry-After, 'Wed, 31 Dec 2025 00:00:00 GMT', 0", "Retry-After, 999999, 3600000",
    "retry-after-ms, 250, 250"
  })
  void aServiceMaySayForHowLongItWantsToBeLeftAlone(String header, String value, long millis) {
    service.answers(503, Map.of(header, value), new byte[0]);

    ProviderException failure = failure(PATIENCE);

    assertThat(failure.reason()).isEqualTo(Reason.BUSY);
    assertThat(failure.retryAfter()).contains(Duration.ofMillis(millis));
  }

  @Test
  void textsOfAnswersAreNotTold() {
    service.answers(401, JSON, "{\"message\": \"your key sk-123\"}".getBytes(UTF_8));

    assertThat(failure(PATIENCE)).hasMessage("example: status 401");
  }

  @Test
  void noConnectionMeansThatItIsAway() throws Exception {
    URI nobody = service.address();
    service.close();

    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> send(nobody, PATIENCE));

    assertThat(failure.reason()).isEqualTo(Reason.AWAY);
    assertThat(failure).hasMessage("example: no connection");
  }

  @Test
  void noAnswerInTimeMeansThatItIsSlow() {
    service.isSilent();

    assertThat(failure(Duration.ofMillis(200)).reason()).isEqualTo(Reason.SLOW);
  }

  @Test
  void whatIsBrokenOffTooLongEmptyOrOfAnotherTypeIsMalformed() {
    service
        .breaksOff(JSON, "{\"half\":".getBytes(UTF_8))
        .answers(200, JSON, new byte[1_001])
        .answers(200, JSON, new byte[0])
        .answers(200, Map.of("Content-Type", "text/html"), "<p>".getBytes(UTF_8))
        .answers(200, Map.of(), "{}".getBytes(UTF_8));

    assertMalformed("its answer was broken off");
    assertMalformed("its answer was broken off");
    assertMalformed("its answer is empty");
    assertMalformed("its answer is text/html; expected [application/json]");
    assertMalformed("its answer is of no media type; expected [application/json]");
  }

  private void assertMalformed(String what) {
    ProviderException failure = failure(PATIENCE);
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(Reason.MALFORMED);
    assertThat(failure).hasMessage("example: " + what);
  }
}
