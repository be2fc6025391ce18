package com.ytempire.ml.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.ytempire.ml.api.security.JwtVerifier.Expected;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class JwtVerifierTest {
  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final Expected EXPECTED = new Expected("https://issuer.example.com", "ytempire");

  private static RSAKey rsa;
  private static RSAKey otherRsa;
  private static ECKey ec;

  private final HandClock clock = new HandClock();
  private final JwtVerifier ofSecret = JwtVerifier.ofSecret(SECRET, EXPECTED, clock);
  private final JwtVerifier ofKeys =
      JwtVerifier.ofKeys(
          JWSAlgorithm.RS256,
          new ImmutableJWKSet<>(new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK()))),
          () -> true,
          EXPECTED,
          clock);

  @BeforeAll
  static void makeKeys() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    otherRsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("ann")
        .issuer(EXPECTED.issuer())
        .audience(List.of("other", "ytempire"))
        .expirationTime(in(Duration.ofMinutes(5)))
        .claim("scope", "predict read");
  }

  private Date in(Duration length) {
    return Date.from(clock.instant().plus(length));
  }

  private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims)
      throws Exception {
    var token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String hs256(JWTClaimsSet claims) throws Exception {
    return signed(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(SECRET), claims);
  }

  private static void refused(JwtVerifier verifier, String token, String reason) {
    assertThatThrownBy(() -> verifier.verify(token))
        .isInstanceOf(CredentialException.class)
        .hasMessage(reason);
  }

  private static void invalid(JwtVerifier verifier, String token) {
    refused(verifier, token, "the token is not valid");
  }

  @Test
  void takesATokenOfTheSharedSecret() throws Exception {
    assertThat(ofSecret.verify(hs256(claims().build())))
        .isEqualTo(new Caller("jwt:ann", EnumSet.of(Scope.PREDICT, Scope.READ), null));
    assertThat(ofSecret.blocks()).isFalse();
  }

  @Test
  void takesATokenOfAPublishedKey() throws Exception {
    String token =
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .type(new JOSEObjectType("at+jwt"))
                .build(),
            new RSASSASigner(rsa),
            claims().build());

    assertThat(ofKeys.verify(token).actor()).isEqualTo("jwt:ann");
    assertThat(ofKeys.blocks()).isTrue();
  }

  @Test
  void readsScopesFromEachOfTheirClaims() throws Exception {
    for (Map.Entry<String, Object> claim :
        Map.<String, Object>of(
                "scope", "openid  train ADMIN",
                "scopes", List.of("train", "profile"),
                "roles", Arrays.asList("train", null, "superuser"))
            .entrySet()) {
      JWTClaimsSet claims =
          claims().claim("scope", null).claim(claim.getKey(), claim.getValue()).build();

      assertThat(ofSecret.verify(hs256(claims)).scopes())
          .as(claim.getKey())
          .containsExactly(Scope.TRAIN);
    }
  }

  @Test
  void grantsEverythingToAnAdminAndNothingToATokenWithoutScopes() throws Exception {
    assertThat(ofSecret.verify(hs256(claims().claim("scope", "admin").build())).scopes())
        .isEqualTo(EnumSet.allOf(Scope.class));
    assertThat(ofSecret.verify(hs256(claims().claim("scope", null).build())).scopes()).isEmpty();
  }

  @Test
  void refusesATokenWhoseScopesAreNoWords() throws Exception {
    for (Object value : List.of(7, Map.of("admin", true), List.of(1, 2))) {
      invalid(ofSecret, hs256(claims().claim("scopes", value).build()));
    }
  }

  @Test
  void refusesATokenOutsideOfItsTime() throws Exception {
    String token = hs256(claims().notBeforeTime(in(Duration.ofMinutes(1))).build());
    refused(ofSecret, token, "the token is not valid yet");
    clock.advance(Duration.ofSeconds(50));
    assertThat(ofSecret.verify(token)).isNotNull();
    clock.advance(Duration.ofSeconds(250 + 9));
    assertThat(ofSecret.verify(token)).isNotNull();
    clock.advance(Duration.ofSeconds(1));
    refused(ofSecret, token, "the token has expired");
  }

  @Test
  void refusesATokenThatNeverExpires() throws Exception {
    refused(ofSecret, hs256(claims().expirationTime(null).build()), "the token has no expiry");
  }

  @Test
  void refusesATokenForSomeoneElse() throws Exception {
    for (List<String> audience :
        List.of(List.of("other"), List.of("YTEMPIRE"), List.<String>of())) {
      refused(
          ofSecret,
          hs256(claims().audience(audience).build()),
          "the token is for another audience");
    }
  }

  @Test
  void refusesATokenFromAnotherIssuer() throws Exception {
    refused(
        ofSecret,
        hs256(claims().issuer("https://issuer.example.com.evil").build()),
        "the token is from another issuer");
    refused(ofSecret, hs256(claims().issuer(null).build()), "the token is from another issuer");
  }

  @Test
  void refusesATokenWithoutASubject() throws Exception {
    for (String subject : Arrays.asList(null, "", " ", "s".repeat(151))) {
      assertThatThrownBy(() -> ofSecret.verify(hs256(claims().subject(subject).build())))
          .isInstanceOf(CredentialException.class)
          .hasMessageContaining("no subject");
    }
  }

  @Test
  void refusesATokenThatNobodySigned() throws Exception {
    invalid(ofSecret, new PlainJWT(claims().build()).serialize());
    invalid(ofKeys, new PlainJWT(claims().build()).serialize());
    String[] parts = hs256(claims().build()).split("\\.");
    invalid(ofSecret, parts[0] + "." + parts[1] + ".");
    for (String none : List.of("none", "None", "NONE", "nOnE")) {
      String header =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString("{\"alg\":\"%s\"}".formatted(none).getBytes(UTF_8));
      invalid(ofSecret, header + "." + parts[1] + ".");
      invalid(ofSecret, header + "." + parts[1] + "." + parts[2]);
    }
  }

  @Test
  void refusesATokenThatWasChangedOrSignedByOthers() throws Exception {
    String[] parts = hs256(claims().build()).split("\\.");
    String admin = hs256(claims().claim("scope", "admin").build()).split("\\.")[1];
    invalid(ofSecret, parts[0] + "." + admin + "." + parts[2]);
    invalid(
        ofSecret,
        signed(
            new JWSHeader(JWSAlgorithm.HS256),
            new MACSigner("another secret of thirty-two byte"),
            claims().build()));
    invalid(
        ofKeys,
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(),
            new RSASSASigner(otherRsa),
            claims().build()));
  }

  @Test
  void refusesEveryOtherAlgorithmThanItsOwn() throws Exception {
    byte[] longer = Arrays.copyOf(SECRET, 64);
    JwtVerifier sameSecret = JwtVerifier.ofSecret(longer, EXPECTED, clock);
    invalid(
        sameSecret,
        signed(new JWSHeader(JWSAlgorithm.HS512), new MACSigner(longer), claims().build()));
    invalid(
        ofKeys,
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("rsa").build(),
            new RSASSASigner(rsa),
            claims().build()));
    invalid(
        ofKeys,
        signed(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(),
            new ECDSASigner(ec),
            claims().build()));
  }

  @Test
  void refusesATokenSignedWithThePublicKeyAsASecret() throws Exception {
    for (byte[] known :
        List.of(
            rsa.toRSAPublicKey().getEncoded(), rsa.toPublicJWK().toJSONString().getBytes(UTF_8))) {
      invalid(
          ofKeys,
          signed(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
              new MACSigner(known),
              claims().build()));
    }
  }

  @Test
  void takesNoKeyThatATokenBringsAlong() throws Exception {
    invalid(
        ofKeys,
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .jwk(otherRsa.toPublicJWK())
                .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                .build(),
            new RSASSASigner(otherRsa),
            claims().build()));
  }

  @Test
  void refusesATokenOfAnotherTypeOrWithCriticalParametersItDoesNotKnow() throws Exception {
    invalid(
        ofSecret,
        signed(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("logout+jwt"))
                .build(),
            new MACSigner(SECRET),
            claims().build()));
    invalid(
        ofSecret,
        signed(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build(),
            new MACSigner(SECRET),
            claims().build()));
  }

  @Test
  void refusesWhatIsNoTokenAtAll() {
    for (String text :
        List.of("", ".", "..", "a.b.c", "....", "eyJ", "\u0000", "ytk_x", "a".repeat(9000))) {
      invalid(ofSecret, text);
    }
  }

  @Test
  void tellsKeysThatCannotBeFetchedFromKeysThatAreNotThere() throws Exception {
    String token =
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(),
            new RSASSASigner(rsa),
            claims().build());
    JWKSource<SecurityContext> away =
        (selector, context) -> {
          throw new KeySourceException("10.0.0.1 refused");
        };
    JWKSource<SecurityContext> asked =
        (selector, context) -> {
          throw new RateLimitReachedException();
        };

    assertThatThrownBy(() -> ofSource(away, false).verify(token))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageNotContaining("10.0.0.1");
    assertThatThrownBy(() -> ofSource(asked, false).verify(token))
        .isInstanceOf(StoreUnavailableException.class);
    invalid(ofSource(asked, true), token);
  }

  private JwtVerifier ofSource(JWKSource<SecurityContext> source, boolean haveKeys) {
    return JwtVerifier.ofKeys(JWSAlgorithm.RS256, source, () -> haveKeys, EXPECTED, clock);
  }

  @Test
  void takesNoSymmetricAlgorithmForPublishedKeys() {
    assertThatThrownBy(
            () ->
                JwtVerifier.ofKeys(
                    JWSAlgorithm.HS256,
                    (selector, context) -> List.of(),
                    () -> true,
                    EXPECTED,
                    clock))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
