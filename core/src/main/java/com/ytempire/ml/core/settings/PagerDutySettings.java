package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * PagerDuty's Events API v2.
 *
 * @param routingKey {@code PAGERDUTY_ROUTING_KEY}: integration key of a service; null: nobody is
 *     told by PagerDuty
 * @param events {@code PAGERDUTY_EVENTS_URL}: where events go, default PagerDuty's own address
 */
public record PagerDutySettings(@Nullable Secret routingKey, URI events) implements Serializable {
  static final URI EVENTS = URI.create("https://events.pagerduty.com/v2/enqueue");

  static PagerDutySettings from(Variables variables) {
    return new PagerDutySettings(
        variables.secret("PAGERDUTY_ROUTING_KEY"),
        Objects.requireNonNullElse(variables.webAddress("PAGERDUTY_EVENTS_URL"), EVENTS));
  }
}
