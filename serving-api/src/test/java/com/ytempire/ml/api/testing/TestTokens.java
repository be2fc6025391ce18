package com.ytempire.ml.api.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/** Tokens that the service under test accepts, and ways to make ones that it refuses. */
public final class TestTokens {
  /** The secret of the service under test. */
  public static final String SECRET = "a secret of the tests, long enough for HS256";

  /** Who the tokens say that they are for and from. */
  public static final String AUDIENCE = "ytempire-test";

  public static final String ISSUER = "https://issuer.test";

  private TestTokens() {}

  /** A value for {@code Authorization} that has these scopes, valid for an hour. */
  public static String bearer(String... scopes) {
    return bearer(claims -> claims.claim("scope", String.join(" ", scopes)));
  }

  /** The same with other claims. */
  public static String bearer(UnaryOperator<JWTClaimsSet.Builder> change) {
    return "Bearer " + signed(JWSAlgorithm.HS256, SECRET, change).serialize();
  }

  /** A token of any algorithm and secret. */
  public static SignedJWT signed(
      JWSAlgorithm algorithm, String secret, UnaryOperator<JWTClaimsSet.Builder> change) {
    Instant now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .subject("tester")
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
    var token = new SignedJWT(new JWSHeader(algorithm), change.apply(claims).build());
    try {
      token.sign(new MACSigner(secret));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token;
  }
}
