package com.ytempire.ml.api.security;

import com.ytempire.ml.core.access.Scope;
import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A caller as the framework's rules see it: its scopes are roles. */
final class CallerAuthentication implements Authentication {
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;
  private final List<String> roles;

  CallerAuthentication(Caller caller) {
    this.caller = caller;
    this.roles = caller.scopes().stream().map(Scope::word).sorted().toList();
  }

  Caller caller() {
    return caller;
  }

  @Override
  public String getName() {
    return caller.actor();
  }

  @Override
  public Collection<String> getRoles() {
    return roles;
  }

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of();
  }
}
