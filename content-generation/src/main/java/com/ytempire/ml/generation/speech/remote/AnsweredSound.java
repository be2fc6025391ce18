package com.ytempire.ml.generation.speech.remote;

import com.ytempire.ml.generation.audio.Pcm16;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.SoundFormat;
import com.ytempire.ml.generation.audio.UnreadableSoundException;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.speech.SpeechPiece;
import com.ytempire.ml.generation.spoken.Sentence;

/**
 * Checks and reads the sound of an answer: it must be readable and long enough for its words.
 * Nobody says eight words in a second at usual speed, so a shorter one is a part of the whole.
 */
final class AnsweredSound {
  private static final double MOST_WORDS_PER_SECOND = 8;

  private AnsweredSound() {}

  static Sound wav(byte[] bytes, SpeechPiece piece, VoiceHttp http) throws ProviderException {
    try {
      return checked(SoundFormat.WAV.decode(bytes), piece, http);
    } catch (UnreadableSoundException e) {
      throw http.malformed(String.valueOf(e.getMessage()), e);
    }
  }

  static Sound pcm(byte[] bytes, int rate, SpeechPiece piece, VoiceHttp http)
      throws ProviderException {
    if (startsWith(bytes, "ID3") || startsWith(bytes, "RIFF") || startsWith(bytes, "OggS")) {
      throw http.malformed("a file where samples are expected", null);
    }
    try {
      return checked(Pcm16.sound(bytes, rate), piece, http);
    } catch (UnreadableSoundException e) {
      throw http.malformed(String.valueOf(e.getMessage()), e);
    }
  }

  private static Sound checked(Sound sound, SpeechPiece piece, VoiceHttp http)
      throws ProviderException {
    int words = piece.sentences().stream().mapToInt(Sentence::words).sum();
    double fastest = MOST_WORDS_PER_SECOND * Math.max(1, piece.manner().rate());
    double seconds = (double) sound.length() / sound.sampleRate();
    if (sound.isEmpty() || seconds < (words - 1) / fastest) {
      throw http.malformed(
          "%d words in %d ms; broken off".formatted(words, Math.round(1000 * seconds)), null);
    }
    if (sound.peak() == 0) {
      throw http.malformed("silence", null);
    }
    return sound;
  }

  private static boolean startsWith(byte[] bytes, String mark) {
    for (int i = 0; i < mark.length(); i++) {
      if (bytes.length <= i || bytes[i] != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
