package com.ytempire.ml.bench.measure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Made-up video titles, all different, about as long as real ones (5 to 25 tokens). */
public final class SyntheticTitles {
  private static final String[] SUBJECTS = {
    "train", "guitar", "pancakes", "football", "satellite", "kitten", "camera", "election",
    "marathon", "robot", "garden", "orchestra", "volcano", "bicycle", "laptop", "island"
  };
  private static final String[] FORMS = {
    "How to fix a %s",
    "%s | Official Trailer",
    "My first %s!",
    "Why the %s matters",
    "%s vs %s: which one?",
    "Top 10 %s moments you need to see",
    "The truth about every %s",
    "I built a %s with my brother and this is what happened to the %s"
  };
  private static final String[] ENDS = {
    "", " (2018)", " [HD]", " ft. The %s Band", " | Episode with a special guest", " #shorts"
  };

  private SyntheticTitles() {}

  public static List<String> distinct(int count, long seed) {
    Random random = new Random(seed);
    Set<String> seen = new HashSet<>();
    List<String> titles = new ArrayList<>(count);
    while (titles.size() < count) {
      String form = pick(FORMS, random) + pick(ENDS, random) + " " + random.nextInt(10_000);
      String title = form;
      while (title.contains("%s")) {
        int at = title.indexOf("%s");
        title = title.substring(0, at) + pick(SUBJECTS, random) + title.substring(at + 2);
      }
      if (seen.add(title)) {
        titles.add(title);
      }
    }
    return titles;
  }

  private static String pick(String[] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }
}
