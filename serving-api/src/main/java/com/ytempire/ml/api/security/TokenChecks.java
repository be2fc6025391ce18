package com.ytempire.ml.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.Header;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import com.ytempire.ml.api.security.JwtVerifier.Expected;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.core.settings.TokenSettings;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives each token to the one verifier whose algorithm it names; the verifiers share no keys. A
 * token of a published key is checked where it may wait for the issuer, whose keys are kept for
 * {@link #KEEP}, and for {@link #KEEP_WITHOUT_ISSUER} while the issuer is away.
 *
 * <p>Never blocks its caller. Safe to share between threads.
 */
final class TokenChecks {
  private static final Duration KEEP = Duration.ofMinutes(5);
  private static final Duration KEEP_WITHOUT_ISSUER = Duration.ofHours(1);

  /** A key that is not known makes the issuer be asked, but not at everybody's pleasure. */
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(10);

  private static final int FETCH_MILLIS = 1000;
  private static final int MOST_BYTES = 256 * 1024;

  private final List<JwtVerifier> verifiers;
  private final Executor blocking;

  TokenChecks(List<JwtVerifier> verifiers, Executor blocking) {
    this.verifiers = List.copyOf(verifiers);
    this.blocking = blocking;
  }

  /**
   * As the settings say: none where they name neither secret nor keys.
   *
   * @param blocking where the issuer is asked
   */
  static TokenChecks of(TokenSettings settings, Executor blocking, Clock clock) {
    var expected = new Expected(settings.issuer(), settings.audience());
    List<JwtVerifier> verifiers = new ArrayList<>();
    Secret secret = settings.secret();
    if (secret != null) {
      verifiers.add(JwtVerifier.ofSecret(secret.reveal().getBytes(UTF_8), expected, clock));
    }
    URI published = settings.jwksUrl();
    if (published != null) {
      var fetched = new AtomicBoolean();
      verifiers.add(
          JwtVerifier.ofKeys(
              JWSAlgorithm.parse(settings.algorithm()),
              keys(published, fetched),
              fetched::get,
              expected,
              clock));
    }
    return new TokenChecks(verifiers, blocking);
  }

  private static JWKSource<SecurityContext> keys(URI address, AtomicBoolean fetched) {
    var http = new DefaultResourceRetriever(FETCH_MILLIS, FETCH_MILLIS, MOST_BYTES);
    ResourceRetriever noting =
        url -> {
          var resource = http.retrieveResource(url);
          fetched.set(true);
          return resource;
        };
    try {
      return JWKSourceBuilder.create(address.toURL(), noting)
          .cache(KEEP.toMillis(), 2L * FETCH_MILLIS)
          .refreshAheadCache(false)
          .rateLimited(BETWEEN_QUESTIONS.toMillis())
          .outageTolerant(KEEP_WITHOUT_ISSUER.toMillis())
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("JWT_JWKS_URL is no address: " + address, e);
    }
  }

  /**
   * Who a token says is calling.
   *
   * @return fails with {@link CredentialException} when it proves nothing, and with {@link
   *     com.ytempire.ml.core.store.StoreUnavailableException} when that cannot be known now
   */
  CompletableFuture<Caller> check(String token) {
    JWSAlgorithm algorithm = algorithm(token);
    for (JwtVerifier verifier : verifiers) {
      if (verifier.algorithm().equals(algorithm)) {
        return verifier.blocks() ? later(verifier, token) : now(verifier, token);
      }
    }
    return CompletableFuture.failedFuture(new CredentialException("the token is not valid"));
  }

  /** What a token names, or {@code none}. */
  private static JWSAlgorithm algorithm(String token) {
    int end = token.indexOf('.');
    if (end > 0) {
      try {
        return new JWSAlgorithm(
            Header.parseAlgorithm(
                    JSONObjectUtils.parse(new Base64URL(token.substring(0, end)).decodeToString()))
                .getName());
      } catch (ParseException | IllegalArgumentException e) {
        // No token: no verifier takes it.
      }
    }
    return new JWSAlgorithm("none");
  }

  private static CompletableFuture<Caller> now(JwtVerifier verifier, String token) {
    try {
      return CompletableFuture.completedFuture(verifier.verify(token));
    } catch (CredentialException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Caller> later(JwtVerifier verifier, String token) {
    var answer = new CompletableFuture<Caller>();
    try {
      blocking.execute(
          () -> {
            try {
              answer.complete(verifier.verify(token));
            } catch (CredentialException | RuntimeException e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }
}
