package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a caller's JSON Web Token is checked. With neither secret nor key set no token is accepted.
 *
 * @param secret {@code JWT_SECRET}: secret of HS256, at least 32 bytes, or null
 * @param jwksUrl {@code JWT_JWKS_URL}: where the issuer's public keys are, or null
 * @param issuer {@code JWT_ISSUER}: what {@code iss} must be, or null for any
 * @param audience {@code JWT_AUDIENCE}: what {@code aud} must hold, or null for any
 */
public record TokenSettings(
    @Nullable Secret secret,
    @Nullable URI jwksUrl,
    @Nullable String issuer,
    @Nullable String audience)
    implements Serializable {
  private static final int LEAST_BYTES = 32;

  static TokenSettings from(Variables variables) {
    return new TokenSettings(
        variables.parsedOrNull(
            "JWT_SECRET",
            text -> Secret.MASK,
            "at least " + LEAST_BYTES + " bytes",
            TokenSettings::checked),
        variables.webAddress("JWT_JWKS_URL"),
        variables.text("JWT_ISSUER"),
        variables.text("JWT_AUDIENCE"));
  }

  private static Secret checked(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
      throw new IllegalArgumentException("it is too short");
    }
    return new Secret(text);
  }
}
