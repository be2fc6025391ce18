package com.ytempire.ml.generation.audio;

import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;

/**
 * MPEG audio, layer 3, with a constant bit rate: 128 kbit/s from 32,000 Hz on, 64 kbit/s from
 * 16,000 Hz on, else 32 kbit/s. The format adds silence at both ends: what is decoded is up to 0.2
 * s longer than what was encoded.
 */
final class Mp3 {
  /** Of MPEG-2.5, MPEG-2 and MPEG-1. */
  static final int[] RATES = {8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000};

  private Mp3() {}

  static byte[] encode(Sound sound) {
    int rate = sound.sampleRate();
    int kilobits = rate >= 32_000 ? 128 : rate >= 16_000 ? 64 : 32;
    var encoder =
        new LameEncoder(
            new AudioFormat(rate, 16, 1, true, false),
            kilobits,
            LameEncoder.CHANNEL_MODE_MONO,
            LameEncoder.QUALITY_MIDDLE,
            false);
    try {
      byte[] samples = Pcm16.bytes(sound);
      byte[] buffer = new byte[encoder.getPCMBufferSize()];
      var out = new ByteArrayOutputStream();
      for (int from = 0; from < samples.length; from += buffer.length) {
        int length = Math.min(buffer.length, samples.length - from);
        out.write(buffer, 0, encoder.encodeBuffer(samples, from, length, buffer));
      }
      out.write(buffer, 0, encoder.encodeFinish(buffer));
      return out.toByteArray();
    } finally {
      encoder.close();
    }
  }

  static Sound decode(byte[] bytes) throws UnreadableSoundException {
    var in = new Bitstream(new ByteArrayInputStream(bytes));
    var decoder = new Decoder();
    float[] values = new float[0];
    int length = 0;
    int rate = 0;
    try {
      for (Header head = in.readFrame(); head != null; head = in.readFrame()) {
        SampleBuffer frame = (SampleBuffer) decoder.decodeFrame(head, in);
        if (rate != 0 && frame.getSampleFrequency() != rate) {
          throw new UnreadableSoundException("mp3 whose rate changes", null);
        }
        rate = frame.getSampleFrequency();
        int channels = frame.getChannelCount();
        int count = frame.getBufferLength() / channels;
        if (length + count > values.length) {
          values = Arrays.copyOf(values, Math.max(2 * values.length, length + count));
        }
        for (int i = 0; i < count; i++) {
          int sum = 0;
          for (int c = 0; c < channels; c++) {
            sum += frame.getBuffer()[i * channels + c];
          }
          values[length++] = Pcm16.sample((short) (sum / channels));
        }
        in.closeFrame();
      }
    } catch (JavaLayerException | RuntimeException e) {
      throw new UnreadableSoundException("mp3 that cannot be decoded", e);
    }
    if (length == 0) {
      throw new UnreadableSoundException("no frame of mp3", null);
    }
    return Sound.owning(Arrays.copyOf(values, length), rate);
  }
}
