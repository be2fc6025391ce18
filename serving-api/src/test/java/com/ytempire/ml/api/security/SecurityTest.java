package com.ytempire.ml.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.TestTokens;
import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.access.AuditEntry.Outcome;
import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.AuditLog;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, who does not, and what they are told, over HTTP. */
class SecurityTest {
  private static final SecuredRoutes.Wanted ROUTES = new SecuredRoutes.Wanted();

  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            Map.of("CORS_ALLOWED_ORIGINS", "https://app.example.com"),
            options -> options.with(SecuredRoutes.Wanted.class, ROUTES));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ServiceClient withKey(Instant expiresAt, Scope... scopes) {
    return service.anybody().with("X-API-Key", key(expiresAt, scopes).reveal());
  }

  private static KeyText key(Instant expiresAt, Scope... scopes) {
    KeyText text = KeyText.random(new SecureRandom());
    service
        .part(ApiKeys.class)
        .create(ApiKey.issue(text, "n", Set.of(scopes), null, Instant.now(), "tests", expiresAt));
    return text;
  }

  private static void isRefused(Answer answer, String reason) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthenticated");
    assertThat(answer.json().path("detail").asText()).isEqualTo(reason);
    assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"ytempire\"");
    assertThat(answer.body()).doesNotContain("Exception", "nimbus", "ytempire.ml");
  }

  @Test
  void letsTokensAndKeysInByTheirScopes() {
    assertThat(service.as("read").get("/vault/read").body()).isEqualTo("through");
    assertThat(withKey(null, Scope.READ).get("/vault/read").body()).isEqualTo("through");
    assertThat(withKey(null, Scope.ADMIN).get("/vault/read").status()).isEqualTo(200);
    assertThat(withKey(null, Scope.ADMIN).post("/vault/models/m/reload", "{}").status())
        .isEqualTo(200);
  }

  @Test
  void refusesACallerWithoutTheScopeAndSaysNothingOfHowToBecomeKnown() {
    for (ServiceClient caller :
        List.of(
            service.as("predict", "ingest", "train"),
            service.as(),
            withKey(null, Scope.PREDICT),
            withKey(null))) {
      Answer answer = caller.get("/vault/read");

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem()).isEqualTo("forbidden");
      assertThat(answer.header("WWW-Authenticate")).isEmpty();
    }
    assertThat(service.as("read").post("/vault/models/m/reload", "{}").status()).isEqualTo(403);
  }

  @Test
  void guardsTheInferenceProtocolBesideTheBasePathTheSameWay() {
    for (String path : List.of("/v2/models/any", "//v2/models/any", "/v2/./models/any")) {
      assertThat(RawHttp.send(service.address(), "GET", path).status()).as(path).isIn(401, 404);
    }
    assertThat(RawHttp.send(service.address(), "GET", "/v2/models/any").status()).isEqualTo(401);
  }

  @Test
  void refusesEverybodyWhereThereIsNoRule() {
    assertThat(service.anybody().get("/vault/unruled").status()).isEqualTo(401);
    assertThat(service.as("admin").get("/vault/unruled").status()).isEqualTo(403);
  }

  @Test
  void refusesWhoeverShowsNothing() {
    isRefused(
        service.anybody().get("/vault/read"),
        "send a valid token as Authorization: Bearer, or a key as X-API-Key");
  }

  static Stream<Arguments> badTokens() {
    Instant now = Instant.now();
    return Stream.of(
        Arguments.of(
            TestTokens.bearer(c -> c.expirationTime(Date.from(now.minusSeconds(60)))),
            "the token has expired"),
        Arguments.of(TestTokens.bearer(c -> c.expirationTime(null)), "the token has no expiry"),
        Arguments.of(
            TestTokens.bearer(c -> c.notBeforeTime(Date.from(now.plusSeconds(60)))),
            "the token is not valid yet"),
        Arguments.of(
            TestTokens.bearer(c -> c.audience("another")), "the token is for another audience"),
        Arguments.of(
            TestTokens.bearer(c -> c.issuer("https://evil.test")),
            "the token is from another issuer"),
        Arguments.of(
            "Bearer "
                + TestTokens.signed(JWSAlgorithm.HS512, TestTokens.SECRET.repeat(2), c -> c)
                    .serialize(),
            "the token is not valid"),
        Arguments.of(
            "Bearer " + TestTokens.signed(JWSAlgorithm.HS256, "x".repeat(40), c -> c).serialize(),
            "the token is not valid"),
        Arguments.of(
            "Bearer "
                + new PlainJWT(
                        new JWTClaimsSet.Builder()
                            .subject("admin")
                            .issuer(TestTokens.ISSUER)
                            .audience(TestTokens.AUDIENCE)
                            .expirationTime(Date.from(now.plusSeconds(60)))
                            .claim("scope", "admin")
                            .build())
                    .serialize(),
            "the token is not valid"),
        Arguments.of("Bearer x.y.z", "the token is not valid"),
        Arguments.of("Bearer ", "the only kind of Authorization is Bearer"),
        Arguments.of("Basic YTpi", "the only kind of Authorization is Bearer"),
        Arguments.of(
            TestTokens.bearer("read").substring(7), "the only kind of Authorization is Bearer"));
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void refusesTokensThatProveNothing(String authorization, String reason) {
    int before = ROUTES.calls();

    isRefused(service.anybody().with("Authorization", authorization).get("/vault/read"), reason);

    assertThat(ROUTES.calls()).isEqualTo(before);
  }

  @Test
  void refusesKeysThatOpenNothing() {
    KeyText known = key(null, Scope.READ);
    isRefused(
        service
            .anybody()
            .with("X-API-Key", "ytk_" + known.id() + "_" + "0".repeat(64))
            .get("/vault/read"),
        "the key is not valid");
    isRefused(
        service.anybody().with("X-API-Key", "nonsense").get("/vault/read"), "the key is not valid");
    isRefused(
        withKey(Instant.now().minusSeconds(1), Scope.READ).get("/vault/read"),
        "the key has expired");
  }

  @Test
  void refusesARevokedKeyWithinSeconds() {
    KeyText key = key(null, Scope.READ);
    ServiceClient caller = service.anybody().with("X-API-Key", key.reveal());
    assertThat(caller.get("/vault/read").status()).isEqualTo(200);

    service.part(ApiKeys.class).revoke(key.id());

    await()
        .atMost(ApiKeyChecks.FRESH.plusSeconds(3))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> caller.get("/vault/read").status() == 401);
    isRefused(caller.get("/vault/read"), "the key is revoked");
  }

  @Test
  void takesEachKindFromItsOwnHeaderOnly() {
    String key = key(null, Scope.READ).reveal();
    isRefused(
        service.anybody().with("Authorization", "Bearer " + key).get("/vault/read"),
        "the token is not valid");
    isRefused(
        service
            .anybody()
            .with("X-API-Key", TestTokens.bearer("read").substring(7))
            .get("/vault/read"),
        "the key is not valid");
    assertThat(service.anybody().get("/vault/read?api_key=" + key).status()).isEqualTo(401);
    assertThat(
            service
                .anybody()
                .get("/vault/read?access_token=" + TestTokens.bearer("read").substring(7))
                .status())
        .isEqualTo(401);
    assertThat(
            service
                .anybody()
                .with("Cookie", "JWT=" + TestTokens.bearer("read").substring(7))
                .get("/vault/read")
                .status())
        .isEqualTo(401);
  }

  @Test
  void refusesTwoCredentialsEvenWhenBothAreGood() {
    String key = "X-API-Key: " + key(null, Scope.READ).reveal();
    String token = "Authorization: " + TestTokens.bearer("read");
    for (String[] headers : new String[][] {{key, token}, {key, key}, {token, token}}) {
      assertThat(RawHttp.send(service.address(), "GET", "/ml/v1/vault/read", headers).status())
          .isEqualTo(401);
    }
    assertThat(RawHttp.send(service.address(), "GET", "/ml/v1/vault/read", key).status())
        .isEqualTo(200);
  }

  @Test
  void asksWhoCallsBeforeItReadsABody() {
    for (String body : List.of("{ not json", "", "[".repeat(10_000))) {
      assertThat(service.anybody().post("/vault/predict", body).status()).isEqualTo(401);
      assertThat(service.as("read").post("/vault/predict", body).status()).isEqualTo(403);
    }
  }

  @Test
  void tellsEverybodyAlikeThatAnOperationTakesNoSuchMediaType() {
    for (ServiceClient caller :
        List.of(service.anybody(), service.as("read"), service.as("predict"))) {
      for (String type : List.of("text/xml", "application/x-www-form-urlencoded", "text/plain")) {
        assertThat(caller.with("Content-Type", type).post("/vault/predict", "{}").status())
            .as(type)
            .isEqualTo(415);
      }
    }
  }

  @Test
  void leavesOpenOperationsOpenWhateverIsShown() {
    assertThat(service.anybody().get("/vault/open").status()).isEqualTo(200);
    assertThat(service.anybody().with("X-API-Key", "nonsense").get("/vault/open").status())
        .isEqualTo(200);
    assertThat(service.anybody().with("Authorization", "Bearer x").get("/health/live").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ml/v1//vault/read",
        "//ml/v1/vault/read",
        "/ml/v1/./vault/read",
        "/ml/v1/vault/./read",
        "/ml/v1/x/../vault/read",
        "/ml/v1/health/../vault/read",
        "/ml/v1/health/live/../../vault/read",
        "/ml/v1/%2e/vault/read",
        "/ml/v1/health/%2e%2e/vault/read",
        "/ml/v1/health/%2E%2E/vault/read",
        "/ml/v1/health/..%2fvault/read",
        "/ml/v1/health%2f..%2fvault/read",
        "/ml/v1/health/%252e%252e/vault/read",
        "/ml/v1/vault%2fread",
        "/ml/v1/vault/read/",
        "/ml/v1/vault/read//",
        "/ml/v1/vault/read;x",
        "/ml/v1/vault/read;x=y",
        "/ml/v1/vault;x/read",
        "/ml/v1/health;/../vault/read",
        "/ml/v1/vault/read%00",
        "/ml/v1/vault/read%20",
        "/ml/v1/vault/read.json",
        "/ml/v1/VAULT/read",
        "/ml/v1/vault/READ",
        "/ML/V1/vault/read",
        "/ml/v1/%76ault/read",
        "/ml/v1/vault/rea%64",
        "/ml/v1\\vault\\read",
        "/ml/v1/vault/read?",
        "/ml/v1/vault/read#x",
        "/vault/read",
        "vault/read",
        "ml/v1/vault/read",
        "http://other.example.com/ml/v1/vault/read",
        "*"
      })
  void letsNobodyPastTheRulesByTheSpellingOfAPath(String target) {
    int before = ROUTES.calls();

    RawHttp answer = RawHttp.send(service.address(), "GET", target);

    assertThat(answer.status()).isIn(400, 401, 404, 405);
    assertThat(ROUTES.calls()).as("calls that got through").isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-Forwarded-For"})
  void letsNobodyPastTheRulesByAHeader(String header) {
    int before = ROUTES.calls();

    RawHttp answer =
        RawHttp.send(service.address(), "GET", "/ml/v1/vault/read", header + ": /ml/v1/vault/open");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(ROUTES.calls()).isEqualTo(before);
  }

  @Test
  void letsNoMethodPastTheRules() {
    int before = ROUTES.calls();
    for (String method : List.of("HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "PATCH", "FOO")) {
      assertThat(RawHttp.send(service.address(), method, "/ml/v1/vault/read").status())
          .as(method)
          .isIn(0, 400, 401, 403, 404, 405, 501);
    }
    assertThat(ROUTES.calls()).isEqualTo(before);
  }

  @Test
  void opensToNoOtherOriginThanTheConfiguredOnes() {
    String[] asked = {
      "Access-Control-Request-Method: GET", "Access-Control-Request-Headers: X-API-Key"
    };
    RawHttp allowed = preflight("https://app.example.com", asked);
    assertThat(allowed.status()).isEqualTo(200);
    assertThat(allowed.header("Access-Control-Allow-Origin")).contains("https://app.example.com");
    assertThat(allowed.header("Access-Control-Allow-Credentials")).isEmpty();

    for (String origin :
        List.of(
            "https://app.example.com.evil.test",
            "https://evil.test",
            "http://app.example.com",
            "https://app.example.com:8443",
            "null")) {
      RawHttp refused = preflight(origin, asked);
      assertThat(refused.header("Access-Control-Allow-Origin")).as(origin).isEmpty();
      assertThat(refused.status()).as(origin).isNotEqualTo(200);
    }
  }

  private static RawHttp preflight(String origin, String... asked) {
    return RawHttp.send(
        service.address(),
        "OPTIONS",
        "/ml/v1/vault/read",
        Stream.concat(Stream.of("Origin: " + origin), Stream.of(asked)).toArray(String[]::new));
  }

  @Test
  void recordsWhatAdministratorsDoAndWhatOthersTried() {
    KeyText key = key(null, Scope.ADMIN);
    ServiceClient admin = service.anybody().with("X-API-Key", key.reveal());
    admin.with("X-Request-Id", "audit-1").post("/vault/models/audited/reload", "{}");
    service.as("read").with("X-Request-Id", "audit-2").post("/vault/models/audited/reload", "{}");
    service.anybody().with("X-Request-Id", "audit-3").post("/vault/models/audited/reload", "{}");
    admin.with("X-Request-Id", "audit-4").get("/vault/broken");
    admin.with("X-Request-Id", "audit-no").get("/vault/read");

    await().atMost(Duration.ofSeconds(10)).until(() -> audited("audit-4").isPresent());
    AuditEntry done = audited("audit-1").orElseThrow();
    assertThat(done)
        .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::target, AuditEntry::outcome)
        .containsExactly(
            "key:" + key.id(),
            "POST /ml/v1/vault/models/{id}/reload",
            "/ml/v1/vault/models/audited/reload",
            Outcome.DONE);
    assertThat(done.address()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(audited("audit-2").orElseThrow())
        .extracting(AuditEntry::actor, AuditEntry::outcome, AuditEntry::status)
        .containsExactly("jwt:tester", Outcome.DENIED, 403);
    assertThat(audited("audit-3").orElseThrow())
        .extracting(AuditEntry::actor, AuditEntry::outcome, AuditEntry::status)
        .containsExactly("anonymous", Outcome.DENIED, 401);
    assertThat(audited("audit-4").orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(audited("audit-no")).isEmpty();
  }

  private static Optional<AuditEntry> audited(String requestId) {
    return service.part(AuditLog.class).page(Optional.empty(), AuditLog.MOST_PER_PAGE).stream()
        .filter(entry -> entry.requestId().equals(requestId))
        .findFirst();
  }

  @Test
  void showsTheAuditLogPageByPageToAdministratorsOnly() {
    ServiceClient admin = service.as("admin");
    for (int i = 0; i < 5; i++) {
      admin.with("X-Request-Id", "page-" + i).post("/vault/models/paged/reload", "{}");
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> audited("page-4").isPresent());

    Answer first = admin.get("/audit?limit=2");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().path("entries")).hasSize(2);
    String next = first.json().path("next").asText();
    Answer second = admin.get("/audit?limit=2&before=" + next);
    assertThat(second.json().path("entries").path(0).path("at").asText())
        .isLessThanOrEqualTo(first.json().path("entries").path(1).path("at").asText());
    assertThat(second.json().path("entries").path(0).has("request_id")).isTrue();

    assertThat(service.as("read").get("/audit").status()).isEqualTo(403);
    assertThat(service.anybody().get("/audit").status()).isEqualTo(401);
    assertThat(admin.get("/audit?limit=0").status()).isEqualTo(400);
    assertThat(admin.get("/audit?limit=501").status()).isEqualTo(400);
    for (String before : List.of("x", "_", "2026-01-01T00:00:00Z_1", "")) {
      assertThat(admin.get("/audit?before=" + before).status()).as(before).isEqualTo(400);
    }
  }

  @Test
  void hasOneWordForEachScopeInAllItsParts() {
    assertThat(Scopes.ALL)
        .containsExactlyElementsOf(Stream.of(Scope.values()).map(Scope::word).toList());
  }
}
