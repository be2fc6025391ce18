package com.ytempire.ml.api.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks bearer tokens: signed, by the one algorithm and by a key of ours, for us, by our issuer,
 * and in their time. What a token says of its own key ({@code jwk}, {@code jku}, {@code x5u})
 * counts for nothing. Safe to share between threads.
 */
final class JwtVerifier {
  /** How far the issuer's clock may be from ours. */
  static final Duration LEEWAY = Duration.ofSeconds(10);

  private static final int LONGEST_SUBJECT = 150;
  private static final List<String> SCOPE_CLAIMS = List.of("scope", "scopes", "roles");

  private final DefaultJWTProcessor<SecurityContext> processor;
  private final Expected expected;
  private final JWSAlgorithm algorithm;
  private final boolean blocks;
  private final BooleanSupplier haveKeys;
  private final Clock clock;

  /**
   * What tokens must say.
   *
   * @param issuer who must have issued them, or null for anyone who has the key
   * @param audience for whom they must be
   */
  record Expected(@Nullable String issuer, String audience) {}

  private JwtVerifier(
      JWSAlgorithm algorithm,
      JWKSource<SecurityContext> keys,
      Expected expected,
      boolean blocks,
      BooleanSupplier haveKeys,
      Clock clock) {
    this.processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, keys));
    processor.setJWTClaimsSetVerifier((claims, context) -> {}); // See check.
    this.expected = expected;
    this.algorithm = algorithm;
    this.blocks = blocks;
    this.haveKeys = haveKeys;
    this.clock = clock;
  }

  /**
   * Takes tokens signed with HS256 and a shared secret.
   *
   * @param secret at least 32 bytes
   */
  static JwtVerifier ofSecret(byte[] secret, Expected expected, Clock clock) {
    return new JwtVerifier(
        JWSAlgorithm.HS256,
        new ImmutableSecret<>(secret.clone()),
        expected,
        false,
        () -> true,
        clock);
  }

  /**
   * Takes tokens signed with a private key whose public part the issuer publishes.
   *
   * @param algorithm the only one that is taken, an asymmetric one
   * @param keys may fetch keys, so {@link #verify} may block
   * @param haveKeys whether keys have been fetched at least once
   */
  static JwtVerifier ofKeys(
      JWSAlgorithm algorithm,
      JWKSource<SecurityContext> keys,
      BooleanSupplier haveKeys,
      Expected expected,
      Clock clock) {
    if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
      throw new IllegalArgumentException(algorithm + " is not an algorithm with a public key");
    }
    return new JwtVerifier(algorithm, keys, expected, true, haveKeys, clock);
  }

  /** The only algorithm that it takes. */
  JWSAlgorithm algorithm() {
    return algorithm;
  }

  /** Whether {@link #verify} may wait for a server. */
  boolean blocks() {
    return blocks;
  }

  /**
   * Who a token says is calling.
   *
   * @throws CredentialException when it proves nothing
   * @throws StoreUnavailableException when the keys cannot be fetched
   */
  Caller verify(String token) throws CredentialException {
    try {
      return check(processor.process(token, null));
    } catch (RateLimitReachedException e) {
      if (haveKeys.getAsBoolean()) {
        // They were fetched a moment ago, and this token's was not among them.
        throw invalid();
      }
      throw new StoreUnavailableException("the keys of the token issuer were not fetched yet", e);
    } catch (KeySourceException e) {
      throw new StoreUnavailableException("the keys of the token issuer cannot be fetched", e);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw invalid();
    }
  }

  private Caller check(JWTClaimsSet claims) throws CredentialException, ParseException {
    Instant now = clock.instant();
    Date expires = claims.getExpirationTime();
    if (expires == null) {
      throw new CredentialException("the token has no expiry");
    }
    if (!now.isBefore(expires.toInstant().plus(LEEWAY))) {
      throw new CredentialException("the token has expired");
    }
    Date notBefore = claims.getNotBeforeTime();
    if (notBefore != null && now.isBefore(notBefore.toInstant().minus(LEEWAY))) {
      throw new CredentialException("the token is not valid yet");
    }
    if (!claims.getAudience().contains(expected.audience())) {
      throw new CredentialException("the token is for another audience");
    }
    if (expected.issuer() != null && !expected.issuer().equals(claims.getIssuer())) {
      throw new CredentialException("the token is from another issuer");
    }
    String subject = claims.getSubject();
    if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw new CredentialException("the token has no subject, or too long a one");
    }
    return Caller.ofSubject(subject, scopes(claims));
  }

  private static CredentialException invalid() {
    // Not told apart: which part of a forgery was wrong helps only who forges.
    return new CredentialException("the token is not valid");
  }

  /** Words that are no scopes are another service's, and grant nothing here. */
  private static Set<Scope> scopes(JWTClaimsSet claims) throws ParseException {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String claim : SCOPE_CLAIMS) {
      Object value = claims.getClaim(claim);
      List<String> words =
          value instanceof String text
              ? List.of(text.split(" "))
              : value == null ? List.of() : claims.getStringListClaim(claim);
      for (String word : words) {
        Scope.ofWord(String.valueOf(word)).ifPresent(scopes::add);
      }
    }
    return scopes;
  }
}
