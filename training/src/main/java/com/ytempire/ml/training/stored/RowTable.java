package com.ytempire.ml.training.stored;

import com.ytempire.ml.features.offline.TableLayout;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.example.Slices;
import com.ytempire.ml.training.example.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of a set as rows of its Parquet file. The names of the columns are a storage format. */
final class RowTable {
  private static final String FEATURE = "feature__";
  private static final String LABEL = "label__";
  private static final String SLICE = "slice__";
  private static final List<String> TEXTS = List.of("entity_id", "group", "split", "missing");
  private static final List<String> TIMES =
      List.of("time", "label_time", "features_event_time", "features_known_time");

  private final TableLayout layout;
  private final int features;

  RowTable(List<String> features, List<Head> heads) {
    this.features = features.size();
    List<String> texts = new ArrayList<>(TEXTS);
    Slices.NAMES.forEach(name -> texts.add(SLICE + name));
    List<String> numbers = new ArrayList<>();
    features.forEach(name -> numbers.add(FEATURE + name));
    heads.forEach(head -> numbers.add(LABEL + head.word()));
    this.layout = new TableLayout(texts, TIMES, numbers);
  }

  TableLayout layout() {
    return layout;
  }

  TableLayout.Row row(TrainingRow row) {
    Example example = row.example();
    String[] texts = new String[layout.texts().size()];
    texts[0] = example.entityId();
    texts[1] = example.group();
    texts[2] = row.side().word();
    if (!row.missing().isEmpty()) {
      texts[3] = String.join(" ", row.missing());
    }
    for (int i = 0; i < Slices.NAMES.size(); i++) {
      String slice = example.slices().get(Slices.NAMES.get(i));
      if (slice != null) {
        texts[TEXTS.size() + i] = slice;
      }
    }
    boolean isLabelled = example.labelAt().isBefore(Example.NEVER);
    long[] times = {
      example.at().toEpochMilli(),
      isLabelled ? example.labelAt().toEpochMilli() : TableLayout.Row.NO_TIME,
      row.featuresEventMillis(),
      row.featuresKnownMillis()
    };
    float[] numbers = Arrays.copyOf(example.features(), features + example.labels().length);
    System.arraycopy(example.labels(), 0, numbers, features, example.labels().length);
    return new TableLayout.Row(texts, times, numbers);
  }

  /**
   * @throws IllegalArgumentException when a cell is empty that must not be
   */
  TrainingRow row(TableLayout.Row row) {
    String[] texts = row.texts();
    if (texts[0] == null || texts[1] == null || texts[2] == null) {
      throw new IllegalArgumentException("it lacks an entity, a group or a split");
    }
    if (row.times()[0] == TableLayout.Row.NO_TIME) {
      throw new IllegalArgumentException("it lacks its time");
    }
    Map<String, String> slices = new HashMap<>();
    for (int i = 0; i < Slices.NAMES.size(); i++) {
      String slice = texts[TEXTS.size() + i];
      if (slice != null) {
        slices.put(Slices.NAMES.get(i), slice);
      }
    }
    long labelAt = row.times()[1];
    return new TrainingRow(
        new Example(
            texts[0],
            texts[1],
            Instant.ofEpochMilli(row.times()[0]),
            labelAt == TableLayout.Row.NO_TIME ? Example.NEVER : Instant.ofEpochMilli(labelAt),
            Arrays.copyOf(row.numbers(), features),
            Arrays.copyOfRange(row.numbers(), features, row.numbers().length),
            slices),
        Side.ofWord(texts[2]),
        texts[3] == null ? List.of() : List.of(texts[3].split(" ")),
        row.times()[2],
        row.times()[3]);
  }
}
