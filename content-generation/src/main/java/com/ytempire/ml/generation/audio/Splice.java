package com.ytempire.ml.generation.audio;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Joins pieces of sound so that no joint is heard: silence at the edges is cut, edges fade in and
 * out over 8 ms, pauses have the length that was asked for, and where there is no pause two pieces
 * overlap in a cross-fade of equal power over 12 ms.
 */
public final class Splice {
  private static final Duration FADE = Duration.ofMillis(8);
  private static final Duration CROSS_FADE = Duration.ofMillis(12);

  /** What is quieter than this counts as silence at an edge: -60 dB of full scale. */
  private static final double EDGE = Math.pow(10, -60 / 20.0);

  /** As well as what is 44 dB below the loudest frame of the same sound. */
  private static final double EDGE_OF_LOUDEST = Math.pow(10, -44 / 20.0);

  /** The level at an edge is that of a frame of this length. */
  private static final Duration FRAME = Duration.ofMillis(5);

  /** Kept of the silence at an edge, so that soft consonants are not cut. */
  private static final Duration KEPT = Duration.ofMillis(20);

  /**
   * A piece and the pause after it.
   *
   * @param pause 0 to 10 s
   */
  public record Part(Sound sound, Duration pause) {
    public Part {
      if (pause.isNegative() || pause.compareTo(Duration.ofSeconds(10)) > 0) {
        throw new IllegalArgumentException("pause %s; expected 0 to 10 s".formatted(pause));
      }
    }
  }

  private Splice() {}

  /**
   * All parts in order. The last pause is made as well. Parts without a sound leave their pause.
   *
   * @throws IllegalArgumentException for no part, and for parts of different rates
   */
  public static Sound join(List<Part> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("parts: none; expected at least one");
    }
    int rate = parts.get(0).sound().sampleRate();
    for (Part part : parts) {
      if (part.sound().sampleRate() != rate) {
        throw new IllegalArgumentException(
            "part at %d Hz; expected %d Hz as the first"
                .formatted(part.sound().sampleRate(), rate));
      }
    }
    return new Tape(rate, parts).record();
  }

  /** Cuts silence at both edges, down to 20 ms each; a silent sound becomes empty. */
  public static Sound trimmed(Sound sound) {
    int frame = Sound.samplesIn(FRAME, sound.sampleRate());
    int count = (sound.length() + frame - 1) / frame;
    double loudest = 0;
    for (int i = 0; i < count; i++) {
      loudest = Math.max(loudest, level(sound, i * frame, frame));
    }
    double edge = Math.max(EDGE, EDGE_OF_LOUDEST * loudest);
    int from = 0;
    while (from < count && level(sound, from * frame, frame) < edge) {
      from++;
    }
    int to = count;
    while (to > from && level(sound, (to - 1) * frame, frame) < edge) {
      to--;
    }
    if (from == to) {
      return sound.slice(0, 0);
    }
    int kept = Sound.samplesIn(KEPT, sound.sampleRate());
    return sound.slice(
        Math.max(0, from * frame - kept), Math.min(sound.length(), to * frame + kept));
  }

  /** Root of the mean square. */
  private static double level(Sound sound, int from, int frame) {
    float[] values = sound.values();
    int to = Math.min(values.length, from + frame);
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) values[i] * values[i];
    }
    return Math.sqrt(sum / (to - from));
  }

  /** One result, written from left to right. */
  private static final class Tape {
    private final int rate;
    private final List<Part> parts;
    private final float[] values;
    private int end;

    Tape(int rate, List<Part> parts) {
      this.rate = rate;
      this.parts = parts;
      long length = 0;
      for (Part part : parts) {
        length += part.sound().length() + (long) Sound.samplesIn(part.pause(), rate);
      }
      this.values = new float[Math.toIntExact(length)];
    }

    Sound record() {
      boolean afterPause = true;
      for (Part part : parts) {
        float[] piece = trimmed(part.sound()).samples();
        if (piece.length > 0) {
          int fade = Math.min(Sound.samplesIn(FADE, rate), piece.length / 2);
          int cross =
              afterPause ? 0 : Math.min(Sound.samplesIn(CROSS_FADE, rate), piece.length / 2);
          add(piece, cross, fade, part.pause().isZero());
          afterPause = false;
        }
        if (!part.pause().isZero()) {
          end += Sound.samplesIn(part.pause(), rate);
          afterPause = true;
        }
      }
      fadeOut(parts.get(parts.size() - 1).pause().isZero());
      return Sound.owning(Arrays.copyOf(values, end), rate);
    }

    /** Adds a piece; the overlap is the last samples that are there already. */
    private void add(float[] piece, int overlap, int fade, boolean isOpen) {
      int shared = Math.min(overlap, end);
      int start = end - shared;
      for (int i = 0; i < piece.length; i++) {
        double gain = 1;
        if (shared > 0 && i < shared) {
          double angle = Math.PI / 2 * (i + 0.5) / shared;
          values[start + i] *= (float) Math.cos(angle);
          gain = Math.sin(angle);
        } else if (shared == 0 && i < fade) {
          gain = (i + 0.5) / fade;
        }
        int left = piece.length - 1 - i;
        if (!isOpen && left < fade) {
          gain *= (left + 0.5) / fade;
        }
        values[start + i] += (float) (piece[i] * gain);
      }
      end = start + piece.length;
    }

    private void fadeOut(boolean isOpen) {
      int fade = isOpen ? Math.min(Sound.samplesIn(FADE, rate), end) : 0;
      for (int i = 0; i < fade; i++) {
        values[end - 1 - i] *= (float) ((i + 0.5) / fade);
      }
    }
  }
}
