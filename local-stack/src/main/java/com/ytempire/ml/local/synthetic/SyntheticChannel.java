package com.ytempire.ml.local.synthetic;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A channel. Subscribers are log-normal over channels, so that every tier has some.
 *
 * @param id YouTube-like id of 24 characters
 * @param title display name
 * @param niche what it is about
 * @param region where it is mostly watched
 * @param subscribers subscribers, from 20
 */
record SyntheticChannel(String id, String title, Niche niche, String region, long subscribers) {
  private static final List<String> REGIONS = List.of("US", "GB", "DE", "IN", "BR");
  private static final List<String> FIRST =
      List.of("Bright", "Quiet", "Northern", "Little", "Daily", "Honest", "Wild", "Second");
  private static final List<String> LAST =
      List.of("Fox", "Workshop", "Harbor", "Pixel", "Garden", "Signal", "Notebook", "Orbit");
  private static final double MEDIAN_SUBSCRIBERS = 20_000;
  private static final double SPREAD = 2.3;

  static SyntheticChannel create(int index, SplittableRandom random) {
    Niche niche = Niche.values()[index % Niche.values().length];
    double subscribers = MEDIAN_SUBSCRIBERS * StrictMath.exp(SPREAD * random.nextGaussian());
    String title =
        FIRST.get(random.nextInt(FIRST.size()))
            + " "
            + LAST.get(random.nextInt(LAST.size()))
            + " "
            + (index + 1);
    return new SyntheticChannel(
        "UC" + RandomIds.next(random, 22),
        title,
        niche,
        REGIONS.get(random.nextInt(REGIONS.size())),
        Math.round(Math.max(20, Math.min(subscribers, 2e8))));
  }

  /** Another region, in which a video of this one may be listed too. */
  static String regionAfter(String region) {
    return REGIONS.get((REGIONS.indexOf(region) + 1) % REGIONS.size());
  }
}
