package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * Speech.
 *
 * @param primary {@code VOICE_PRIMARY_PROVIDER}: who is asked first, default {@code elevenlabs}
 * @param fallback {@code VOICE_FALLBACK_PROVIDER}: who is asked next, default {@code google}
 * @param maxDuration {@code VOICE_MAX_DURATION_SECONDS}: longest speech, 1 to 86,400 s, default 600
 *     s
 * @param sampleRate {@code VOICE_SAMPLE_RATE}: 8,000 to 48,000 Hz, default 44,100
 */
public record VoiceSettings(
    Provider primary, Provider fallback, Duration maxDuration, int sampleRate)
    implements Serializable {

  /** Who speaks. */
  public enum Provider {
    ELEVENLABS,
    GOOGLE,
    AZURE,
    /** This process: no key and no network. */
    LOCAL
  }

  static VoiceSettings from(Variables variables) {
    return new VoiceSettings(
        variables.choice("VOICE_PRIMARY_PROVIDER", Provider.ELEVENLABS),
        variables.choice("VOICE_FALLBACK_PROVIDER", Provider.GOOGLE),
        variables.seconds("VOICE_MAX_DURATION_SECONDS", 600, 1, 86_400),
        variables.integer("VOICE_SAMPLE_RATE", 44_100, 8000, 48_000));
  }
}
