package com.ytempire.ml.generation.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacketWriter;
import org.gagravarr.opus.OpusAudioData;
import org.gagravarr.opus.OpusFile;
import org.gagravarr.opus.OpusInfo;
import org.gagravarr.opus.OpusTags;

/**
 * Opus in Ogg (RFC 6716, RFC 7845). Opus takes 8, 12, 16, 24 and 48 kHz; positions in the file
 * count at 48 kHz whatever the rate, players give out 48 kHz, and the header keeps the rate that
 * was encoded. The samples that the coder needs to start, and those that fill up the last packet,
 * are marked to be left out, so the duration is exact.
 */
final class OggOpus {
  static final int[] RATES = {8000, 12_000, 16_000, 24_000, 48_000};

  private static final int CLOCK = 48_000;
  private static final int PACKETS_PER_SECOND = 50;
  private static final int LARGEST_PACKET = 1275;
  private static final int STREAM = 1;

  private OggOpus() {}

  static byte[] encode(Sound sound) {
    try {
      return encoded(sound);
    } catch (OpusException e) {
      throw new IllegalStateException("opus encoder", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encoded(Sound sound) throws OpusException, IOException {
    int rate = sound.sampleRate();
    var encoder = new OpusEncoder(rate, 1, OpusApplication.OPUS_APPLICATION_AUDIO);
    encoder.setBitrate(rate >= 24_000 ? 64_000 : 32_000);
    encoder.setUseVBR(true);
    int factor = CLOCK / rate;
    int skipped = encoder.getLookahead() * factor;
    var out = new ByteArrayOutputStream();
    OggPacketWriter writer = new OggFile(out).getPacketWriter(STREAM);
    writeHead(writer, rate, skipped);
    long last = skipped + (long) sound.length() * factor;
    int frame = rate / PACKETS_PER_SECOND;
    short[] samples = new short[frame];
    byte[] packet = new byte[LARGEST_PACKET];
    long position = 0;
    for (int from = 0; position < last; from += frame) {
      for (int i = 0; i < frame; i++) {
        samples[i] = from + i < sound.length() ? Pcm16.value(sound.values()[from + i]) : 0;
      }
      int length = encoder.encode(samples, 0, frame, packet, 0, packet.length);
      position += (long) frame * factor;
      byte[] data = Arrays.copyOf(packet, length);
      writer.bufferPacket(new OpusAudioData(data).write(), Math.min(position, last));
    }
    writer.close();
    return out.toByteArray();
  }

  private static void writeHead(OggPacketWriter writer, int rate, int skipped) throws IOException {
    var info = new OpusInfo();
    info.setNumChannels(1);
    info.setSampleRate(rate);
    info.setPreSkip(skipped);
    writer.bufferPacket(info.write(), true);
    writer.bufferPacket(new OpusTags().write(), true);
  }

  static Sound decode(byte[] bytes) throws UnreadableSoundException {
    try (var file = new OpusFile(new OggFile(new ByteArrayInputStream(bytes)))) {
      OpusInfo info = file.getInfo();
      int rate =
          Arrays.binarySearch(RATES, (int) info.getRate()) < 0 ? CLOCK : (int) info.getRate();
      return decoded(file, info, rate);
    } catch (IOException | OpusException | RuntimeException e) {
      throw new UnreadableSoundException("ogg that cannot be decoded", e);
    }
  }

  private static Sound decoded(OpusFile file, OpusInfo info, int rate)
      throws IOException, OpusException, UnreadableSoundException {
    int channels = info.getNumChannels();
    if (channels < 1 || channels > 2) {
      throw new UnreadableSoundException("opus of %d channels".formatted(channels), null);
    }
    var decoder = new OpusDecoder(rate, channels);
    int factor = CLOCK / rate;
    short[] buffer = new short[rate / 1000 * 120 * channels];
    List<float[]> frames = new ArrayList<>();
    int length = 0;
    long last = 0;
    for (OpusAudioData data = file.getNextAudioPacket();
        data != null;
        data = file.getNextAudioPacket()) {
      byte[] packet = data.getData();
      int count =
          decoder.decode(packet, 0, packet.length, buffer, 0, buffer.length / channels, false);
      frames.add(mixed(buffer, count, channels));
      length += count;
      last = Math.max(last, data.getGranulePosition());
    }
    float[] values = new float[length];
    int place = 0;
    for (float[] frame : frames) {
      System.arraycopy(frame, 0, values, place, frame.length);
      place += frame.length;
    }
    int from = Math.min(length, info.getPreSkip() / factor);
    int to = (int) Math.max(from, Math.min(length, last / factor));
    return Sound.owning(Arrays.copyOfRange(values, from, to), rate);
  }

  private static float[] mixed(short[] buffer, int count, int channels) {
    float[] frame = new float[count];
    for (int i = 0; i < count; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += buffer[i * channels + c];
      }
      frame[i] = Pcm16.sample((short) (sum / channels));
    }
    return frame;
  }
}
