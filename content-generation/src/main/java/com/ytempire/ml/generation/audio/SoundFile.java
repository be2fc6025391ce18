package com.ytempire.ml.generation.audio;

import java.util.Arrays;

/** A file of sound, as it is stored and sent. Immutable, safe to share. */
public final class SoundFile {
  private final byte[] bytes;
  private final SoundFormat format;
  private final int sampleRate;

  private SoundFile(byte[] bytes, SoundFormat format, int sampleRate) {
    this.bytes = bytes;
    this.format = format;
    this.sampleRate = sampleRate;
  }

  /** Writes a sound, at the rate that the format has for it. */
  public static SoundFile of(Sound sound, SoundFormat format) {
    return new SoundFile(format.encode(sound), format, format.rateFor(sound.sampleRate()));
  }

  /** A copy of the whole file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** In bytes. */
  public int size() {
    return bytes.length;
  }

  public SoundFormat format() {
    return format;
  }

  /** In Hz. */
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SoundFile that
        && format == that.format
        && sampleRate == that.sampleRate
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * format.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "%s of %d bytes at %d Hz".formatted(format.wireName(), bytes.length, sampleRate);
  }
}
