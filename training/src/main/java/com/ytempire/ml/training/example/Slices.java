package com.ytempire.ml.training.example;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.features.offline.JoinedRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What examples are grouped and told apart by. */
public final class Slices {
  /** Subscribers from which on a channel is of a tier. */
  private static final long[] TIERS = {0, 1_000, 10_000, 100_000, 1_000_000};

  /** What the slices of videos are called. */
  public static final List<String> NAMES = List.of("region", "category", "tier");

  private Slices() {}

  /** A video is one group in every region; other entities are one each. */
  public static String group(EntityKey entity) {
    return entity.id().substring(regionEnd(entity) + 1);
  }

  /**
   * {@code region}, {@code category} and {@code tier} (index of the subscriber tier, from 0) of a
   * video, as far as they are known; nothing of other entities.
   *
   * @param categoryAt place of the category in the row
   * @param subscribersAt place of the subscribers
   */
  public static Map<String, String> of(
      EntityKey entity, JoinedRow row, int categoryAt, int subscribersAt) {
    if (!entity.type().equals(EntityKey.VIDEO)) {
      return Map.of();
    }
    Map<String, String> slices = new HashMap<>();
    int end = regionEnd(entity);
    if (end > 0) {
      slices.put("region", entity.id().substring(0, end));
    }
    double category = row.number(categoryAt);
    if (!Double.isNaN(category)) {
      slices.put("category", Long.toString((long) category));
    }
    double subscribers = row.number(subscribersAt);
    if (!Double.isNaN(subscribers)) {
      int tier = 0;
      while (tier + 1 < TIERS.length && subscribers >= TIERS[tier + 1]) {
        tier++;
      }
      slices.put("tier", Integer.toString(tier));
    }
    return slices;
  }

  private static int regionEnd(EntityKey entity) {
    return entity.type().equals(EntityKey.VIDEO) ? entity.id().indexOf('|') : -1;
  }
}
