package com.ytempire.ml.generation.speech.remote;

import com.ytempire.ml.generation.spoken.Prosody;
import com.ytempire.ml.generation.spoken.Run;
import com.ytempire.ml.generation.spoken.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Sentences as SSML, in the spelling of one service: Azure takes relative percentages for all three
 * of prosody's values, Google a percentage for rate, semitones for pitch and decibels for volume.
 */
enum SsmlDialect {
  AZURE {
    @Override
    String prosody(Prosody prosody) {
      return attribute("rate", "%+.1f%%", 100 * (prosody.rate() - 1), prosody.rate())
          + attribute("pitch", "%+.1f%%", 100 * (prosody.pitch() - 1), prosody.pitch())
          + attribute("volume", "%+.1f%%", 100 * (prosody.volume() - 1), prosody.volume());
    }
  },
  GOOGLE {
    @Override
    String prosody(Prosody prosody) {
      double decibels = 20 * Math.log10(Math.max(0.01, prosody.volume()));
      double semitones = 12 * Math.log(prosody.pitch()) / Math.log(2);
      return attribute("rate", "%.0f%%", 100 * prosody.rate(), prosody.rate())
          + attribute("pitch", "%+.2fst", semitones, prosody.pitch())
          + attribute("volume", "%+.1fdB", decibels, prosody.volume());
    }
  };

  /** Attributes for what is not plain, each with a blank before it. */
  abstract String prosody(Prosody prosody);

  /** The sentences, with their pauses but the last one's. */
  String body(List<Sentence> sentences) {
    StringBuilder ssml = new StringBuilder();
    for (int i = 0; i < sentences.size(); i++) {
      ssml.append("<s>");
      sentences.get(i).runs().forEach(run -> append(ssml, run));
      ssml.append("</s>");
      if (i < sentences.size() - 1) {
        ssml.append(pause(sentences.get(i).pause()));
      }
    }
    return ssml.toString();
  }

  /** Text for the inside of an element or of an attribute. */
  static String escaped(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  private void append(StringBuilder ssml, Run run) {
    String attributes = prosody(run.prosody());
    String text = escaped(run.text());
    if (!text.isEmpty()) {
      boolean isFirst = ssml.charAt(ssml.length() - 1) == '>' && ssml.toString().endsWith("<s>");
      ssml.append(isFirst ? "" : " ");
      ssml.append(
          attributes.isEmpty() ? text : "<prosody" + attributes + ">" + text + "</prosody>");
    }
    if (!run.pause().isZero()) {
      ssml.append(pause(run.pause()));
    }
  }

  private static String pause(Duration pause) {
    return "<break time=\"%dms\"/>".formatted(pause.toMillis());
  }

  /** Nothing for a factor of 1. */
  private static String attribute(String name, String format, double value, double factor) {
    return factor == 1 ? "" : String.format(Locale.ROOT, " %s=\"" + format + "\"", name, value);
  }
}
