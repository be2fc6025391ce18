package com.ytempire.ml.api.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.WebhookSettings;
import com.ytempire.ml.core.store.DecisionOutbox;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Makes what tells decisions, where an address is set. */
@Factory
final class WebhookBeans {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Something that ends with the service. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  @Context
  @Bean(preDestroy = "close")
  Running delivery(
      PlatformSettings settings, DecisionOutbox outbox, ObjectMapper mapper, Clock clock) {
    WebhookSettings webhook = settings.rollouts().webhook();
    URI address = webhook.url();
    if (address == null) {
      return () -> {};
    }
    var delivery =
        new WebhookDelivery(outbox, new Webhook(address, webhook.secret(), clock), mapper, EVERY);
    return delivery::close;
  }
}
