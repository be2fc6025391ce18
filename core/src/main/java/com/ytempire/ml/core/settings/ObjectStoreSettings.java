package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How S3 is reached.
 *
 * @param endpoint {@code S3_ENDPOINT}, or null for the provider's own address
 * @param region {@code S3_REGION}, default {@code us-east-1}
 * @param accessKeyId {@code AWS_ACCESS_KEY_ID}, or null for the provider's default chain
 * @param secretAccessKey {@code AWS_SECRET_ACCESS_KEY}, given exactly when the id is
 */
public record ObjectStoreSettings(
    @Nullable URI endpoint,
    String region,
    @Nullable String accessKeyId,
    @Nullable Secret secretAccessKey)
    implements Serializable {

  static ObjectStoreSettings from(Variables variables) {
    URI endpoint =
        variables.optional(
            "S3_ENDPOINT", "http://host:port or https://host", ObjectStoreSettings::httpAddress);
    String id = variables.text("AWS_ACCESS_KEY_ID");
    String secret = variables.text("AWS_SECRET_ACCESS_KEY");
    if ((id == null) != (secret == null)) {
      variables.refuse(
          id == null
              ? "AWS_SECRET_ACCESS_KEY=" + Secret.MASK + ": AWS_ACCESS_KEY_ID is missing; set both"
              : "AWS_ACCESS_KEY_ID=" + id + ": AWS_SECRET_ACCESS_KEY is missing; set both");
    }
    String region = variables.text("S3_REGION");
    return new ObjectStoreSettings(
        endpoint,
        region == null ? "us-east-1" : region,
        id,
        secret == null ? null : new Secret(secret));
  }

  private static URI httpAddress(String text) {
    URI uri = URI.create(text);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException("it is no http address");
    }
    return uri;
  }
}
