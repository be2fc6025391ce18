package com.ytempire.ml.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.core.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One address that takes documents. The operator names it, so unlike addresses of callers it may be
 * a private one; redirects are not followed all the same. Safe to share between threads; calls
 * block.
 */
final class Webhook {
  /** The same for every attempt at one document. */
  static final String KEY = "Idempotency-Key";

  /** Seconds since 1970 at which the document was signed. */
  static final String TIMESTAMP = "X-Webhook-Timestamp";

  /** {@code sha256=} and the HMAC in hexadecimal, over timestamp, a dot, and the body. */
  static final String SIGNATURE = "X-Webhook-Signature";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String ALGORITHM = "HmacSHA256";

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(3))
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private final URI address;
  private final @Nullable Secret secret;
  private final Clock clock;

  Webhook(URI address, @Nullable Secret secret, Clock clock) {
    this.address = address;
    this.secret = secret;
    this.clock = clock;
  }

  /**
   * Sends a document.
   *
   * @throws IOException when no answer came in time, or one other than 2xx
   * @throws InterruptedException when the thread is to end
   */
  void send(UUID key, byte[] json) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header(KEY, key.toString())
            .POST(BodyPublishers.ofByteArray(json));
    if (secret != null) {
      String timestamp = Long.toString(clock.instant().getEpochSecond());
      request
          .header(TIMESTAMP, timestamp)
          .header(SIGNATURE, "sha256=" + signature(secret, timestamp, json));
    }
    HttpResponse<Void> response = client.send(request.build(), BodyHandlers.discarding());
    if (response.statusCode() / 100 != 2) {
      throw new IOException("the webhook answered with status " + response.statusCode());
    }
  }

  private static String signature(Secret secret, String timestamp, byte[] json) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(json));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
