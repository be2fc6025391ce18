package com.ytempire.ml.generation.speech.local;

import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.speech.Manner;
import com.ytempire.ml.generation.spoken.Prosody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marytts.datatypes.MaryXML;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Durations and pitch of one sentence as a manner and each word's prosody want them. A phone's
 * duration is divided by the rate; a frequency f becomes {@code m (f / m)^range * pitch}, with m
 * the sentence's geometric mean; a word's volume is applied to its samples afterwards. Confined to
 * one sentence.
 */
final class Contour {
  private static final Pattern TARGET = Pattern.compile("\\((\\d+),(\\d+)\\)");

  /** What the vocoder can follow, in Hz. */
  private static final double LOWEST = 60;

  private static final double HIGHEST = 600;

  /** A frame of the voice, in milliseconds; a phone has five states of at least one frame each. */
  private static final double FRAME = 5;

  private static final double SHORTEST = 5 * FRAME;

  private final Manner manner;
  private final List<Prosody> words;
  private final List<Stretch> louder = new ArrayList<>();

  /** Samples from one time to another, in seconds, that have another volume. */
  private record Stretch(double from, double to, double volume) {}

  /**
   * @param words of each token, in order
   */
  Contour(Manner manner, List<Prosody> words) {
    this.manner = manner;
    this.words = words;
  }

  /** Rewrites what the models chose for tokens and for the boundaries between them. */
  void change(List<Element> spoken, List<Element> tokens) {
    if (tokens.size() != words.size()) {
      throw new IllegalStateException(
          "%d tokens of %d words".formatted(tokens.size(), words.size()));
    }
    double mean = meanFrequency(tokens);
    double time = 0;
    int word = 0;
    Prosody prosody = Prosody.PLAIN;
    for (Element element : spoken) {
      if (element.getTagName().equals(MaryXML.TOKEN)) {
        prosody = words.get(word++);
        double start = time;
        NodeList phones = element.getElementsByTagName(MaryXML.PHONE);
        for (int i = 0; i < phones.getLength(); i++) {
          time = changePhone((Element) phones.item(i), prosody, mean, time);
        }
        if (prosody.volume() != 1) {
          louder.add(new Stretch(start, time, prosody.volume()));
        }
      } else {
        time += changePause(element, prosody) / 1000;
      }
    }
  }

  /** Volume where a word has its own. */
  Sound levelled(Sound sound) {
    if (louder.isEmpty()) {
      return sound;
    }
    float[] samples = sound.samples();
    for (Stretch stretch : louder) {
      int from = place(stretch.from(), sound);
      int to = place(stretch.to(), sound);
      int ramp = Math.max(1, Math.min(sound.sampleRate() / 100, (to - from) / 2));
      for (int i = from; i < to; i++) {
        double share = Math.min(1, (Math.min(i - from, to - 1 - i) + 1.0) / ramp);
        samples[i] *= (float) (1 + share * (stretch.volume() - 1));
      }
    }
    return Sound.of(samples, sound.sampleRate());
  }

  private static int place(double seconds, Sound sound) {
    return (int) Math.min(sound.length(), Math.round(seconds * sound.sampleRate()));
  }

  private double changePhone(Element phone, Prosody prosody, double mean, double start) {
    double length =
        Math.max(
            SHORTEST,
            FRAME
                * Math.round(
                    Double.parseDouble(phone.getAttribute("d"))
                        / (manner.rate() * prosody.rate())
                        / FRAME));
    double end = start + length / 1000;
    phone.setAttribute("d", Long.toString(Math.round(length)));
    phone.setAttribute("end", String.format(Locale.ROOT, "%.6f", end));
    String targets = phone.getAttribute("f0");
    if (!targets.isEmpty()) {
      phone.setAttribute(
          "f0",
          TARGET
              .matcher(targets)
              .replaceAll(
                  target ->
                      "("
                          + target.group(1)
                          + ","
                          + Math.round(changed(Double.parseDouble(target.group(2)), prosody, mean))
                          + ")"));
    }
    return end;
  }

  private double changed(double frequency, Prosody prosody, double mean) {
    double moved = mean * Math.pow(frequency / mean, manner.range());
    return Math.max(LOWEST, Math.min(HIGHEST, moved * manner.pitch() * prosody.pitch()));
  }

  /** In milliseconds. */
  private double changePause(Element boundary, Prosody prosody) {
    String duration = boundary.getAttribute("duration");
    if (duration.isEmpty()) {
      return 0;
    }
    double length = Double.parseDouble(duration) / (manner.rate() * prosody.rate());
    boundary.setAttribute("duration", Long.toString(Math.round(length)));
    return length;
  }

  /** Geometric, in Hz; 1 where nothing is voiced. */
  private static double meanFrequency(List<Element> tokens) {
    double sum = 0;
    int count = 0;
    for (Element token : tokens) {
      NodeList phones = token.getElementsByTagName(MaryXML.PHONE);
      for (int i = 0; i < phones.getLength(); i++) {
        Matcher targets = TARGET.matcher(((Element) phones.item(i)).getAttribute("f0"));
        while (targets.find()) {
          sum += Math.log(Double.parseDouble(targets.group(2)));
          count++;
        }
      }
    }
    return count == 0 ? 1 : Math.exp(sum / count);
  }
}
