package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a caller's JSON Web Token is checked. With neither secret nor key set no token is accepted.
 *
 * @param secret {@code JWT_SECRET}: secret of HS256, at least 32 bytes, or null
 * @param jwksUrl {@code JWT_JWKS_URL}: where the issuer's public keys are, or null
 * @param algorithm {@code JWT_ALGORITHM}: the only one that is accepted with those keys, default
 *     {@code RS256}; with the secret it is always HS256
 * @param issuer {@code JWT_ISSUER}: what {@code iss} must be, or null for any
 * @param audience {@code JWT_AUDIENCE}: what {@code aud} must hold, default {@code ytempire}
 */
public record TokenSettings(
    @Nullable Secret secret,
    @Nullable URI jwksUrl,
    String algorithm,
    @Nullable String issuer,
    String audience)
    implements Serializable {
  private static final int LEAST_BYTES = 32;

  /** Algorithms whose keys have a public part. */
  private static final List<String> ALGORITHMS =
      List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  static TokenSettings from(Variables variables) {
    return new TokenSettings(
        variables.parsedOrNull(
            "JWT_SECRET",
            text -> Secret.MASK,
            "at least " + LEAST_BYTES + " bytes",
            TokenSettings::checked),
        variables.webAddress("JWT_JWKS_URL"),
        variables.parsed(
            "JWT_ALGORITHM",
            "RS256",
            text -> text,
            String.join("|", ALGORITHMS),
            TokenSettings::knownAlgorithm),
        variables.text("JWT_ISSUER"),
        variables.textOr("JWT_AUDIENCE", "ytempire"));
  }

  private static String knownAlgorithm(String text) {
    if (!ALGORITHMS.contains(text)) {
      throw new IllegalArgumentException("it is no known choice");
    }
    return text;
  }

  private static Secret checked(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
      throw new IllegalArgumentException("it is too short");
    }
    return new Secret(text);
  }
}
