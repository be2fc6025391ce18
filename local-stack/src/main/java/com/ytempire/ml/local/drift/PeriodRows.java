package com.ytempire.ml.local.drift;

import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.TrainingRow;
import com.ytempire.ml.training.source.TrainingSources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The snapshots of a stored period whose outcome is known, with the numbers that were known at
 * their time. Held in memory.
 *
 * @param features names of the numbers
 * @param heads what is known of what came after
 * @param examples by time
 */
public record PeriodRows(List<String> features, List<Head> heads, List<Example> examples) {

  /**
   * Reads them; blocks for as long.
   *
   * @param address of an offline store or a file of events
   * @throws com.ytempire.ml.training.example.DatasetException where there are none
   */
  public static PeriodRows read(TrainingSources sources, String address, DatasetQuery query)
      throws IOException {
    var rows = new Rows();
    sources.build(address, builder -> builder.snapshots(query, rows));
    return new PeriodRows(rows.features, rows.heads, rows.examples);
  }

  /** Keeps all rows, whatever side of a set they would be on. */
  private static final class Rows implements TrainingRow.Sink {
    private List<String> features = List.of();
    private List<Head> heads = List.of();
    private final List<Example> examples = new ArrayList<>();

    @Override
    public void begin(List<String> names, List<Head> all) {
      features = List.copyOf(names);
      heads = List.copyOf(all);
    }

    @Override
    public void add(TrainingRow row) {
      examples.add(row.example());
    }
  }
}
