package com.ytempire.ml.generation.audio;

import java.util.Arrays;

/** The files that sound is kept in. */
public enum SoundFormat {
  /** MPEG audio, layer 3. */
  MP3("mp3", "audio/mpeg", Mp3.RATES),
  /** Linear samples of 16 bits. */
  WAV("wav", "audio/wav", new int[0]),
  /** Opus in Ogg. */
  OGG("ogg", "audio/ogg", OggOpus.RATES);

  private final String wireName;
  private final String mediaType;
  private final int[] rates;

  SoundFormat(String wireName, String mediaType, int[] rates) {
    this.wireName = wireName;
    this.mediaType = mediaType;
    this.rates = rates;
  }

  /** As requests and file names have it. */
  public String wireName() {
    return wireName;
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * The rate that a file has where another is asked for: that one for wav, else the lowest of the
   * format's rates that loses nothing. mp3 has 8,000, 11,025, 12,000, 16,000, 22,050, 24,000,
   * 32,000, 44,100 and 48,000 Hz; ogg (Opus) has 8,000, 12,000, 16,000, 24,000 and 48,000 Hz.
   *
   * @throws IllegalArgumentException for less than 8,000 and more than 48,000 Hz
   */
  public int rateFor(int asked) {
    Sound.checkRate(asked);
    return Arrays.stream(rates).filter(rate -> rate >= asked).findFirst().orElse(asked);
  }

  /** The whole file, at the sound's rate or the one that {@link #rateFor} gives. */
  public byte[] encode(Sound sound) {
    Sound fitting = Resampler.resample(sound, rateFor(sound.sampleRate()));
    return switch (this) {
      case MP3 -> Mp3.encode(fitting);
      case WAV -> Wav.encode(fitting);
      case OGG -> OggOpus.encode(fitting);
    };
  }

  /**
   * Reads a whole file; several channels are mixed into one.
   *
   * @throws UnreadableSoundException where the bytes are no such file, or broken off
   */
  public Sound decode(byte[] bytes) throws UnreadableSoundException {
    return switch (this) {
      case MP3 -> Mp3.decode(bytes);
      case WAV -> Wav.decode(bytes);
      case OGG -> OggOpus.decode(bytes);
    };
  }
}
