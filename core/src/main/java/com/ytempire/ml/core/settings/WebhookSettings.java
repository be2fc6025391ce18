package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where decisions on canaries are told. The operator sets it, so any address is allowed, private
 * ones included.
 *
 * @param url {@code CANARY_WEBHOOK_URL}: {@code http} or {@code https}; null: nobody is told
 * @param secret {@code CANARY_WEBHOOK_SECRET}: at least 16 characters, by which the documents are
 *     signed; null: they are not
 */
public record WebhookSettings(@Nullable URI url, @Nullable Secret secret) implements Serializable {
  private static final int SHORTEST = 16;

  static WebhookSettings from(Variables variables) {
    // Such addresses often hold a secret themselves.
    URI url =
        variables.parsedOrNull(
            "CANARY_WEBHOOK_URL",
            text -> Secret.MASK,
            "http://host:port/path or https://host:port/path",
            WebAddress::of);
    String secret = variables.text("CANARY_WEBHOOK_SECRET");
    if (secret != null && secret.length() < SHORTEST) {
      variables.refuse("CANARY_WEBHOOK_SECRET is too short; at least 16 characters");
    }
    if (secret != null && variables.text("CANARY_WEBHOOK_URL") == null) {
      variables.refuse("CANARY_WEBHOOK_SECRET is set, CANARY_WEBHOOK_URL is not");
    }
    return new WebhookSettings(url, secret == null ? null : new Secret(secret));
  }
}
