package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.drift.config.SliceKind;
import com.ytempire.ml.drift.detect.SampleColumn;
import com.ytempire.ml.drift.detect.SampleColumn.Role;
import com.ytempire.ml.drift.detect.WindowSample.Family;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.features.definition.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What predictions and outcomes are to drift. A prediction holds all that its model read, so what a
 * version is judged by is what it was really asked. Outcomes name neither category nor subscribers:
 * of them there are slices by region only.
 */
final class Observations {
  /** Name of the column of the seconds from when an input was known to the answer. */
  static final String INPUT_AGE = "input_age";

  /** Subscribers from which on a channel is of a tier. */
  private static final long[] TIERS = {0, 1_000, 10_000, 100_000, 1_000_000};

  private Observations() {}

  static List<Observation> of(Prediction made, List<SliceKind> slices) {
    Map<String, Double> values = new HashMap<>();
    made.inputs().forEach((name, value) -> values.put(word(Role.INPUT, name), value));
    made.outputs().forEach((name, value) -> values.put(word(Role.PREDICTION, name), value));
    values.put(word(Role.AGE, INPUT_AGE), Math.max(0, made.inputAge().toMillis()) / 1_000.0);
    List<String> names = slices(made.entity(), made.inputs(), slices);
    return rows(
        Family.PREDICTIONS,
        made.model(),
        made.entity(),
        made.eventId(),
        made.eventTime().toEpochMilli(),
        values,
        names);
  }

  static List<Observation> of(Outcome told, List<SliceKind> slices) {
    Map<String, Double> values = new HashMap<>();
    values.put(word(Role.LABEL, Prediction.VIRAL_PROBABILITY), told.viral() ? 1.0 : 0.0);
    values.put(word(Role.LABEL, Prediction.LOG_GROWTH), told.logGrowth());
    Boolean correct = told.correct();
    if (correct != null) {
      values.put(word(Role.CORRECT, ReferenceProfile.ACCURACY), correct ? 1.0 : 0.0);
    }
    Double error = told.logGrowthError();
    if (error != null) {
      values.put(word(Role.ERROR, ReferenceProfile.LOG_GROWTH_ERROR), Math.abs(error));
    }
    return rows(
        Family.OUTCOMES,
        told.model(),
        told.entity(),
        told.nextEventId(),
        told.nextEventTime().toEpochMilli(),
        values,
        slices(told.entity(), Map.of(), slices));
  }

  private static String word(Role role, String name) {
    return new SampleColumn(role, name).word();
  }

  private static List<Observation> rows(
      Family family,
      ModelRef model,
      EntityKey entity,
      String eventId,
      long time,
      Map<String, Double> values,
      List<String> slices) {
    String unit = entity.id().substring(regionEnd(entity) + 1);
    List<Observation> rows = new ArrayList<>();
    for (String slice : slices) {
      var key = new Observation.Key(family, model.name(), model.version(), slice);
      rows.add(new Observation(key, unit, eventId, time, values));
    }
    return rows;
  }

  private static List<String> slices(
      EntityKey entity, Map<String, Double> inputs, List<SliceKind> wanted) {
    List<String> slices = new ArrayList<>();
    slices.add(DriftEvent.ALL);
    for (SliceKind kind : wanted) {
      String value =
          switch (kind) {
            case REGION -> region(entity);
            case CATEGORY -> whole(inputs.getOrDefault(Input.CATEGORY_ID.word(), Double.NaN));
            case TIER -> tier(inputs.getOrDefault(Input.SUBSCRIBER_COUNT.word(), Double.NaN));
          };
      if (!value.isEmpty()) {
        slices.add(kind.word() + "=" + value);
      }
    }
    return slices;
  }

  private static String region(EntityKey entity) {
    return entity.id().substring(0, Math.max(0, regionEnd(entity)));
  }

  private static int regionEnd(EntityKey entity) {
    return entity.type().equals(EntityKey.VIDEO) ? entity.id().indexOf('|') : -1;
  }

  private static String whole(double number) {
    return Double.isNaN(number) ? "" : Long.toString((long) number);
  }

  private static String tier(double subscribers) {
    if (Double.isNaN(subscribers)) {
      return "";
    }
    int tier = 0;
    while (tier + 1 < TIERS.length && subscribers >= TIERS[tier + 1]) {
      tier++;
    }
    return Integer.toString(tier);
  }
}
