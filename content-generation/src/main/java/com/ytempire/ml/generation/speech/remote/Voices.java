package com.ytempire.ml.generation.speech.remote;

import com.ytempire.ml.generation.speech.VoiceProfile;
import java.util.Map;

/** A provider's voice for each profile. */
final class Voices {
  private Voices() {}

  /**
   * @param pattern what a voice's name looks like, so that none is a part of an address or of
   *     markup
   * @throws IllegalArgumentException for a profile without a voice and for one that does not fit
   */
  static Map<VoiceProfile, String> checked(Map<VoiceProfile, String> voices, String pattern) {
    for (VoiceProfile profile : VoiceProfile.values()) {
      String voice = voices.getOrDefault(profile, "");
      if (!voice.matches(pattern)) {
        throw new IllegalArgumentException(
            "voice of %s '%s'; expected %s".formatted(profile.wireName(), voice, pattern));
      }
    }
    return Map.copyOf(voices);
  }

  static String of(Map<VoiceProfile, String> voices, VoiceProfile profile) {
    return voices.getOrDefault(profile, "");
  }
}
