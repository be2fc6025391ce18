package com.ytempire.ml.api.security;

import com.ytempire.ml.core.store.StoreUnavailableException;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Finds out who calls: by a token in {@code Authorization: Bearer}, or by a key in {@code
 * X-API-Key}, never by both and never from the query. Each kind is taken from its own header only;
 * the framework would try every credential with every check. Operations that are open to everybody
 * are not asked about.
 */
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
final class Credentials implements AuthenticationFetcher<HttpRequest<?>> {
  /** Header of a key. */
  static final String KEY_HEADER = "X-API-Key";

  /** Why the request's credential was refused. */
  private static final String REFUSAL = "ytempire.refusal";

  private static final String BEARER = "bearer ";

  private final TokenChecks tokens;
  private final ApiKeyChecks keys;

  Credentials(TokenChecks tokens, ApiKeyChecks keys) {
    this.tokens = tokens;
    this.keys = keys;
  }

  /** Why nobody is known to call, in words for the caller. */
  static String refusal(HttpRequest<?> request) {
    return request
        .getAttribute(REFUSAL, String.class)
        .orElse("send a valid token as Authorization: Bearer, or a key as " + KEY_HEADER);
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    if (Rules.isOpen(request)) {
      return Publishers.empty();
    }
    List<String> authorizations = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
    List<String> apiKeys = request.getHeaders().getAll(KEY_HEADER);
    if (authorizations.isEmpty() && apiKeys.isEmpty()) {
      return Publishers.empty();
    }
    return Publishers.fromCompletableFuture(
        check(authorizations, apiKeys)
            .handle((caller, failure) -> answer(request, caller, failure)));
  }

  private CompletableFuture<Caller> check(List<String> authorizations, List<String> apiKeys) {
    if (authorizations.size() + apiKeys.size() > 1) {
      return refused("send one token or one key, not more");
    }
    if (!apiKeys.isEmpty()) {
      return keys.check(apiKeys.get(0));
    }
    String authorization = authorizations.get(0);
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? tokens.check(authorization.substring(BEARER.length()).trim())
        : refused("the only kind of Authorization is Bearer");
  }

  private static CompletableFuture<Caller> refused(String why) {
    return CompletableFuture.failedFuture(new CredentialException(why));
  }

  /** Nobody, when the credential was refused: the rules then say whether that is enough. */
  private static @Nullable Authentication answer(
      HttpRequest<?> request, @Nullable Caller caller, @Nullable Throwable failure) {
    if (caller != null) {
      return new CallerAuthentication(caller);
    }
    Throwable cause = unwrapped(failure);
    if (cause instanceof CredentialException refusal) {
      request.setAttribute(REFUSAL, String.valueOf(refusal.getMessage()));
      return null;
    }
    throw cause instanceof StoreUnavailableException unavailable
        ? unavailable
        // A check that breaks must let nobody in.
        : new StoreUnavailableException("a credential cannot be checked now", cause);
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
