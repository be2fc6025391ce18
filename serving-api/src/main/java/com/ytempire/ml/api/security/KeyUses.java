package com.ytempire.ml.api.security;

import com.ytempire.ml.core.store.StoreUnavailableException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the store now and then when keys were used last. */
@Singleton
final class KeyUses {
  private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);

  private final ApiKeyChecks checks;

  KeyUses(ApiKeyChecks checks) {
    this.checks = checks;
  }

  @Scheduled(initialDelay = "30s", fixedDelay = "30s")
  void note() {
    try {
      checks.noteUses();
    } catch (StoreUnavailableException e) {
      LOG.debug("uses of keys are noted later", e);
    }
  }
}
