package com.ytempire.ml.api.security;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.AuditLog;
import com.ytempire.ml.core.store.TokenBuckets;
import com.ytempire.ml.core.store.memory.InMemoryTokenBuckets;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Puts together who may call. */
@Factory
final class SecurityBeans {
  /** Buckets of this process alone, for when the shared ones are away. */
  private static final int MOST_OWN_BUCKETS = 100_000;

  private static final Duration AUDIT_PAUSE = Duration.ofSeconds(1);

  @Singleton
  @Bean(preDestroy = "close")
  SecurityWork work() {
    return new SecurityWork();
  }

  @Singleton
  TokenChecks tokens(PlatformSettings settings, SecurityWork work, Clock clock) {
    return TokenChecks.of(settings.service().tokens(), work, clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  ApiKeyChecks keys(ApiKeys store, SecurityWork work, Clock clock) {
    return new ApiKeyChecks(store, work, clock);
  }

  @Singleton
  RateLimiter limiter(TokenBuckets shared, SecurityWork work, Clock clock) {
    return new RateLimiter(shared, new InMemoryTokenBuckets(clock, MOST_OWN_BUCKETS), work, clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  AuditTrail audit(AuditLog log, PlatformSettings settings) {
    return new AuditTrail(log, AUDIT_PAUSE, settings.service().drain());
  }

  @Singleton
  UrlPolicy urls(PlatformSettings settings) {
    return new UrlPolicy(settings.service().allowedUrls(), HostResolver.SYSTEM);
  }
}
