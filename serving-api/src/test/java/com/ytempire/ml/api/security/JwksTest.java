package com.ytempire.ml.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.TestTokens;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of an issuer that publishes its keys, beside those of the shared secret. */
class JwksTest {
  private static final AtomicInteger FETCHES = new AtomicInteger();

  private static RSAKey key;
  private static RSAKey stranger;
  private static HttpServer issuer;
  private static ServiceUnderTest service;
  private static ServiceUnderTest withoutIssuer;

  @BeforeAll
  static void start() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    stranger = new RSAKeyGenerator(2048).keyID("stranger").generate();
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/keys",
        exchange -> {
          FETCHES.incrementAndGet();
          byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
    service = service("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
    withoutIssuer = service("http://127.0.0.1:1/keys");
  }

  private static ServiceUnderTest service(String address) {
    return ServiceUnderTest.start(
        Map.of("JWT_JWKS_URL", address),
        options -> options.with(SecuredRoutes.Wanted.class, new SecuredRoutes.Wanted()));
  }

  @AfterAll
  static void stop() {
    service.close();
    withoutIssuer.close();
    issuer.stop(0);
  }

  private static String signed(RSAKey by, JWSAlgorithm algorithm) throws Exception {
    var token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(by.getKeyID()).build(), claims());
    token.sign(new RSASSASigner(by));
    return "Bearer " + token.serialize();
  }

  private static JWTClaimsSet claims() {
    return new JWTClaimsSet.Builder()
        .subject("ann")
        .issuer(TestTokens.ISSUER)
        .audience(TestTokens.AUDIENCE)
        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
        .claim("scope", "read")
        .build();
  }

  private static Answer read(ServiceUnderTest of, String authorization) {
    return of.anybody().with("Authorization", authorization).get("/vault/read");
  }

  @Test
  void takesTokensOfPublishedKeysAndFetchesTheseOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(read(service, signed(key, JWSAlgorithm.RS256)).status()).isEqualTo(200);
    }
    assertThat(read(service, TestTokens.bearer("read")).status()).as("the secret's").isEqualTo(200);
    // Another test may have made it look for a stranger's key.
    assertThat(FETCHES.get()).isBetween(1, 3);
  }

  @Test
  void refusesTokensOfOtherKeysWithoutAskingTheIssuerEachTime() throws Exception {
    assertThat(read(service, signed(key, JWSAlgorithm.RS256)).status()).isEqualTo(200);
    for (int i = 0; i < 20; i++) {
      Answer answer = read(service, signed(stranger, JWSAlgorithm.RS256));
      assertThat(answer.status()).isEqualTo(401);
    }
    assertThat(FETCHES.get()).isLessThanOrEqualTo(3);
    assertThat(read(service, signed(key, JWSAlgorithm.RS256)).status()).isEqualTo(200);
  }

  @Test
  void confusesNeitherAlgorithmsNorKeys() throws Exception {
    assertThat(read(service, signed(key, JWSAlgorithm.RS512)).status()).isEqualTo(401);
    assertThat(read(service, signed(key, JWSAlgorithm.PS256)).status()).isEqualTo(401);
    var token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims());
    token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
    assertThat(read(service, "Bearer " + token.serialize()).status()).isEqualTo(401);
  }

  @Test
  void answersAtOnceThatItCannotTellWhileTheIssuerIsAway() throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      Answer answer = read(withoutIssuer, signed(key, JWSAlgorithm.RS256));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isPresent();
      assertThat(answer.body()).doesNotContain("127.0.0.1");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(read(withoutIssuer, TestTokens.bearer("read")).status()).isEqualTo(200);
    assertThat(withoutIssuer.anybody().get("/health/live").status()).isEqualTo(200);
  }
}
