package com.ytempire.ml.api.security;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.security.token.DefaultRolesFinder;
import io.micronaut.security.token.RolesFinder;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that a token names: {@code scope}, separated by spaces, or a list {@code scopes} or
 * {@code roles}. Whoever has {@code admin} has all. Unknown ones have no effect.
 */
@Singleton
@Replaces(DefaultRolesFinder.class)
final class ScopeRoles implements RolesFinder {
  private static final List<String> CLAIMS = List.of("scope", "scopes", "roles");

  @Override
  public List<String> resolveRoles(@Nullable Map<String, Object> attributes) {
    Set<String> named = new LinkedHashSet<>();
    for (String claim : CLAIMS) {
      Object value = attributes == null ? null : attributes.get(claim);
      if (value instanceof String text) {
        named.addAll(List.of(text.split(" ")));
      } else if (value instanceof Collection<?> list) {
        list.forEach(scope -> named.add(String.valueOf(scope)));
      }
    }
    return named.contains(Scopes.ADMIN)
        ? Scopes.ALL
        : Scopes.ALL.stream().filter(named::contains).toList();
  }
}
