package com.ytempire.ml.local.synthetic;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes readable titles, glad, sour and plain ones, about a topic. */
final class TitleGrammar {
  private static final List<String> GLAD =
      List.of(
          "Why I love {topic}: {subject}",
          "The best {topic} video you will see today",
          "{topic} made easy and fun with {subject}",
          "{subject}: an amazing {topic} story",
          "I tried {topic} and it was wonderful");
  private static final List<String> SOUR =
      List.of(
          "The worst of {topic}: {subject}",
          "I wasted my money on {topic}",
          "{topic} is broken and nobody cares",
          "{subject}: a terrible {topic} disaster",
          "Why I quit {topic} and regret it");
  private static final List<String> PLAIN =
      List.of(
          "{topic}: {subject}, part {number}",
          "{number} facts about {topic}",
          "{topic} explained in {number} minutes",
          "{subject} and {topic}, episode {number}",
          "A beginner's guide to {topic}");

  private TitleGrammar() {}

  static String title(Niche niche, String topic, SplittableRandom random) {
    int mood = random.nextInt(4);
    List<String> patterns = mood == 0 ? SOUR : mood == 1 ? PLAIN : mood == 2 ? GLAD : PLAIN;
    String pattern = patterns.get(random.nextInt(patterns.size()));
    String title =
        pattern
            .replace("{topic}", topic)
            .replace("{subject}", niche.subjects().get(random.nextInt(niche.subjects().size())))
            .replace("{number}", Integer.toString(2 + random.nextInt(19)));
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }
}
