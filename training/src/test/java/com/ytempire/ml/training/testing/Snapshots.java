package com.ytempire.ml.training.testing;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.training.dataset.TrainingSetBuilder;
import com.ytempire.ml.training.example.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fills an offline store with snapshots that have one feature, {@code rate}, and their inputs. */
public final class Snapshots {
  public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  public static final FeatureSchema VIDEO = schema("video", "rate", "rank");
  public static final FeatureSchema CHANNEL = schema("channel", "reach");
  public static final Map<String, FeatureSchema> SCHEMAS =
      Map.of("video", VIDEO, "channel", CHANNEL);

  public final OfflineFeatureStore store;
  private final List<FeatureWrite> videos = new ArrayList<>();
  private int batches;

  public Snapshots(Path folder) {
    this.store = OfflineFeatureStore.at(folder);
  }

  private static FeatureSchema schema(String type, String... names) {
    List<FeatureColumn> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(
          new FeatureColumn(
              name,
              name,
              columns.size() + 1,
              type,
              ValueKind.NUMBER,
              columns.size(),
              1,
              Duration.ofDays(2)));
    }
    return new FeatureSchema(type, columns);
  }

  /** All of an example, so that examples with NaN can be compared. */
  public static String text(Example example) {
    return "%s %s %s %s %s %s %s after %s"
        .formatted(
            example.entityId(),
            example.group(),
            example.at(),
            example.labelAt(),
            Arrays.toString(example.features()),
            Arrays.toString(example.labels()),
            new TreeMap<>(example.slices()),
            example.earlier().stream().map(Arrays::toString).toList());
  }

  public static Instant hour(double hours) {
    return START.plusMillis((long) (hours * 3_600_000));
  }

  /** A snapshot whose rate is its views ÷ 10, with a tenth of likes and no comments. */
  public Snapshots video(String id, double atHour, double knownHour, double views) {
    return video(id, id + "@" + atHour, atHour, knownHour, views);
  }

  public Snapshots video(String id, String eventId, double atHour, double knownHour, double views) {
    double[] inputs = new double[Input.values().length];
    Arrays.fill(inputs, Double.NaN);
    inputs[Input.VIEWS.ordinal()] = views;
    inputs[Input.LIKES.ordinal()] = views / 10;
    inputs[Input.CATEGORY_ID.ordinal()] = 24;
    inputs[Input.SUBSCRIBER_COUNT.ordinal()] = 10_000;
    videos.add(
        new FeatureWrite(
            new EntityKey("video", id),
            eventId,
            hour(atHour),
            hour(knownHour),
            new double[] {views / 10, Double.NaN},
            new float[0][],
            inputs));
    return this;
  }

  /** Stores what was added. */
  public TrainingSetBuilder builder() throws IOException {
    store.append(VIDEO, "b" + batches++, videos);
    videos.clear();
    return new TrainingSetBuilder(store, "the store", SCHEMAS);
  }
}
