package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.script.AgeRange;
import com.ytempire.ml.generation.script.ChannelPersonality;
import com.ytempire.ml.generation.script.Grounding;
import com.ytempire.ml.generation.script.KnowledgeLevel;
import com.ytempire.ml.generation.script.Pacing;
import com.ytempire.ml.generation.script.Personality;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.script.Style;
import com.ytempire.ml.generation.script.TargetAudience;
import com.ytempire.ml.generation.script.Tone;
import com.ytempire.ml.generation.script.VideoType;
import java.util.List;

/** Twenty topics as people write them, and requests about them in every style. */
final class Topics {
  static final List<String> ALL =
      List.of(
          "How to Bake Sourdough Bread at Home",
          "iPhone 17 review",
          "10 ways to save money",
          "Bitcoin ETF approval",
          "learning to juggle",
          "What is a black hole?",
          "Best budget laptops 2026",
          "Elden Ring boss guide",
          "Why cats purr",
          "Python for beginners",
          "TRAVEL TO JAPAN ON A BUDGET",
          "Growing tomatoes on a balcony",
          "Electric cars vs hybrid cars",
          "Morning routine for better sleep",
          "playing guitar with small hands",
          "Roman emperors: the good, the bad, and the ugly",
          "AI",
          "Kettlebell workout without a gym",
          "Portrait photography in natural light",
          "Starting an Etsy business");

  private Topics() {}

  /** A request in a style that its number says, so that all styles take their turns. */
  static ScriptRequest request(String topic, VideoType type, int seconds, int number) {
    return new ScriptRequest(
        topic,
        type,
        seconds,
        new Style(
            Tone.values()[number % 4],
            Personality.values()[number / 4 % 4],
            Pacing.values()[number % 3]),
        new ChannelPersonality(
            number % 2 == 0 ? "Bright Side Lab" : "", List.of("Stay curious, folks"), "warm"),
        new TargetAudience(
            AgeRange.values()[number % 5],
            number % 3 == 0 ? List.of() : List.of("cycling", "board games"),
            KnowledgeLevel.values()[number / 2 % 3]),
        List.of("weekend project", "honest advice"),
        3,
        number % 5 != 4,
        List.of(),
        Grounding.NONE);
  }
}
