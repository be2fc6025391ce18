package com.ytempire.ml.generation.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** RIFF WAVE with linear samples of 16 bits, any number of channels read, one written. */
final class Wav {
  private static final int HEADER = 44;
  private static final int LINEAR = 1;
  private static final int EXTENSIBLE = 0xfffe;

  /** More than the largest array: what stands for a length that was not known. */
  private static final long LONGEST = 0x7fff_0000L;

  private Wav() {}

  static byte[] encode(Sound sound) {
    byte[] samples = Pcm16.bytes(sound);
    ByteBuffer out = ByteBuffer.allocate(HEADER + samples.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(HEADER - 8 + samples.length).put(ascii("WAVE"));
    out.put(ascii("fmt ")).putInt(16).putShort((short) LINEAR).putShort((short) 1);
    out.putInt(sound.sampleRate()).putInt(2 * sound.sampleRate());
    out.putShort((short) 2).putShort((short) 16);
    out.put(ascii("data")).putInt(samples.length).put(samples);
    return out.array();
  }

  static Sound decode(byte[] bytes) throws UnreadableSoundException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 12 || !isAt(bytes, 0, "RIFF") || !isAt(bytes, 8, "WAVE")) {
      throw new UnreadableSoundException("no RIFF WAVE header", null);
    }
    int channels = 0;
    int rate = 0;
    int place = 12;
    while (place + 8 <= bytes.length) {
      long length = in.getInt(place + 4) & 0xffff_ffffL;
      int start = place + 8;
      boolean isData = isAt(bytes, place, "data");
      // Those who write while they make it leave the length open: nothing, or all that fits.
      boolean isOpen = isData && (length == 0 || length >= LONGEST);
      long end = isOpen ? bytes.length : start + length;
      if (end > bytes.length) {
        throw new UnreadableSoundException(
            "wav chunk of %d bytes; %d are there".formatted(length, bytes.length - start), null);
      }
      if (isAt(bytes, place, "fmt ")) {
        if (length < 16) {
          throw new UnreadableSoundException("wav format of %d bytes".formatted(length), null);
        }
        channels = in.getShort(start + 2);
        rate = in.getInt(start + 4);
        check(in.getShort(start) & 0xffff, channels, rate, in.getShort(start + 14));
      } else if (isData) {
        if (rate == 0) {
          throw new UnreadableSoundException("wav data before its format", null);
        }
        return Pcm16.sound(bytes, start, (int) end, channels, rate);
      }
      place = (int) Math.min(bytes.length, end + (end & 1));
    }
    throw new UnreadableSoundException("wav without data", null);
  }

  private static void check(int code, int channels, int rate, int bits)
      throws UnreadableSoundException {
    if (code != LINEAR && code != EXTENSIBLE
        || bits != 16
        || channels < 1
        || rate < Sound.LOWEST_RATE
        || rate > Sound.HIGHEST_RATE) {
      throw new UnreadableSoundException(
          "wav of code %d, %d channels, %d Hz, %d bits; expected linear samples of 16 bits, %d to %d Hz"
              .formatted(code, channels, rate, bits, Sound.LOWEST_RATE, Sound.HIGHEST_RATE),
          null);
    }
  }

  private static boolean isAt(byte[] bytes, int place, String text) {
    return new String(bytes, place, 4, StandardCharsets.US_ASCII).equals(text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
