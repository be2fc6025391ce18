package com.ytempire.ml.generation.audio;

/** Samples as signed numbers of 16 bits, the lower byte first. */
public final class Pcm16 {
  private static final int FULL_SCALE = 32_767;

  private Pcm16() {}

  /** Rounded; what exceeds full scale is cut off. */
  public static byte[] bytes(Sound sound) {
    float[] values = sound.values();
    byte[] bytes = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      short value = value(values[i]);
      bytes[2 * i] = (byte) value;
      bytes[2 * i + 1] = (byte) (value >> 8);
    }
    return bytes;
  }

  /**
   * Reads samples of one channel.
   *
   * @throws UnreadableSoundException for an odd number of bytes
   */
  public static Sound sound(byte[] bytes, int sampleRate) throws UnreadableSoundException {
    return sound(bytes, 0, bytes.length, 1, sampleRate);
  }

  /** Several channels are mixed into one, each with the same share. */
  static Sound sound(byte[] bytes, int from, int to, int channels, int sampleRate)
      throws UnreadableSoundException {
    int frame = 2 * channels;
    if ((to - from) % frame != 0) {
      throw new UnreadableSoundException(
          "%d bytes of samples; expected a multiple of %d".formatted(to - from, frame), null);
    }
    float[] values = new float[(to - from) / frame];
    for (int i = 0; i < values.length; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        int place = from + i * frame + 2 * c;
        sum += (short) ((bytes[place] & 0xff) | bytes[place + 1] << 8);
      }
      values[i] = (float) sum / (channels * FULL_SCALE);
    }
    return Sound.owning(values, sampleRate);
  }

  static short value(float sample) {
    return (short) Math.round(Math.max(-1, Math.min(1, sample)) * FULL_SCALE);
  }

  static float sample(short value) {
    return (float) value / FULL_SCALE;
  }
}
