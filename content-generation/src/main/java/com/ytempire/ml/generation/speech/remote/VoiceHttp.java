package com.ytempire.ml.generation.speech.remote;

import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.http.ProviderHttp;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls to one voice service. Safe to share; a call blocks. */
final class VoiceHttp {
  /** More than any piece of speech: eleven minutes at 48,000 Hz. */
  private static final int MOST_BYTES = 64 << 20;

  private final String provider;
  private final ProviderHttp http;

  VoiceHttp(String provider, Clock clock) {
    this.provider = provider;
    this.http = new ProviderHttp(provider, new VoiceErrors(), clock);
  }

  /**
   * The text of a key, for a header.
   *
   * @throws IllegalArgumentException for one that no header can hold; without showing it
   */
  static String header(String provider, Secret key) {
    String text = key.reveal();
    if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "%s: key is empty or has characters that a key has not".formatted(provider));
    }
    return text;
  }

  /**
   * Sends a request and waits for the whole answer.
   *
   * @param mediaTypes that a good answer may have, without parameters
   */
  byte[] send(HttpRequest.Builder request, Duration timeout, Set<String> mediaTypes)
      throws ProviderException, InterruptedException {
    return http.send(request, timeout, mediaTypes, MOST_BYTES).body();
  }

  /** What is wrong with an answer that came. */
  ProviderException malformed(String what, @Nullable Throwable cause) {
    return new ProviderException(Reason.MALFORMED, provider + ": " + what, cause);
  }
}
