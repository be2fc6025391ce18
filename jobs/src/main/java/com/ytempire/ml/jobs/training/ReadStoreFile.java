package com.ytempire.ml.jobs.training;

import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.training.dataset.SetPlan;
import com.ytempire.ml.training.dataset.StoreRow;
import com.ytempire.ml.training.source.TrainingSources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Reads a file of the offline store, by its place among the files: what a set needs of it. */
final class ReadStoreFile implements FlatMapFunction<Long, GroupPart> {
  private static final long serialVersionUID = 1L;

  /** Room for 2^32 rows in a file, below the file's own number. */
  private static final int FILE_SHIFT = 32;

  private final SetPlan plan;
  private final SetPlaces places;
  private final ArrayList<String> paths;

  ReadStoreFile(SetPlan plan, SetPlaces places, List<String> paths) {
    this.plan = plan;
    this.places = places;
    this.paths = new ArrayList<>(paths);
  }

  @Override
  public void flatMap(Long file, Collector<GroupPart> out) throws IOException {
    FeatureSchema columns = plan.columns();
    long[] position = {file << FILE_SHIFT};
    try (TrainingSources.Place place = places.openStore()) {
      new OfflineFeatureStore(place.files())
          .scanFile(
              paths.get(file.intValue()),
              columns,
              plan.readFrom(),
              plan.readTo(),
              (write, present) -> {
                var row = new StoreRow(write, present.clone(), position[0]++);
                out.collect(new GroupPart(SetPlan.group(write.entity()), row, null));
              });
    }
  }
}
