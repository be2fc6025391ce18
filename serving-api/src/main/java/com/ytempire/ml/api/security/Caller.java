package com.ytempire.ml.api.security;

import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.Scope;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, once that is proven.
 *
 * @param actor {@code key:} and the key's id, or {@code jwt:} and the token's subject
 * @param scopes what it may do, with all that these imply
 * @param requestsPerMinute its own rate limit, or null for the service's
 */
public record Caller(String actor, Set<Scope> scopes, @Nullable Integer requestsPerMinute) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  static Caller of(ApiKey key) {
    return new Caller("key:" + key.id(), Scope.implied(key.scopes()), key.requestsPerMinute());
  }

  static Caller ofSubject(String subject, Collection<Scope> granted) {
    return new Caller("jwt:" + subject, Scope.implied(granted), null);
  }
}
