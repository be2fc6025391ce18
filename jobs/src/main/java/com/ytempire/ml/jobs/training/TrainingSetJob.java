package com.ytempire.ml.jobs.training;

import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.training.dataset.SetPlan;
import com.ytempire.ml.training.dataset.SetRow;
import com.ytempire.ml.training.source.TrainingSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.operators.Order;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;

/**
 * Makes a training set in Flink's batch mode: the same bytes as {@link
 * com.ytempire.ml.training.dataset.TrainingSetBuilder} makes in one process. Files of the store are
 * read in parallel, rows brought together by group and joined there; one task writes.
 *
 * <p>What does not fit into memory is sorted on disk. Memory holds one group in each task that
 * joins, and the times of all labelled examples in one, 12 bytes each.
 *
 * @param plan the set
 * @param places where it is made of and where it goes
 * @param entities the file of the entities, which its task must reach; null for a set of snapshots
 */
public record TrainingSetJob(SetPlan plan, SetPlaces places, @Nullable Path entities) {
  /** Name of the job. */
  public static final String NAME = "training-set";

  /** Accumulator: snapshots that can be read at some time. */
  public static final String SNAPSHOTS = "snapshots";

  /** Accumulator: times at which one of them was the newest. */
  public static final String TIMES = "times";

  /**
   * @throws IllegalArgumentException when entities are missing or not wanted
   */
  public TrainingSetJob {
    if (plan.ofSnapshots() == (entities != null)) {
      throw new IllegalArgumentException("a set is of all snapshots, or of a file's entities");
    }
  }

  /**
   * Adds the job to an environment in batch mode; does not run it. Where it made no example it
   * writes nothing: {@link SetPlan#empty} says why.
   *
   * @throws IOException when the store cannot be listed
   */
  public void define(StreamExecutionEnvironment env) throws IOException {
    SingleOutputStreamOperator<SetRow> rows =
        parts(env)
            .keyBy(GroupPart::group)
            .process(new JoinGroup(plan), TypeInformation.of(SetRow.class))
            .name("join each group")
            .uid("join");
    rows.global()
        .filter(row -> true)
        .setParallelism(1)
        .name("in one task")
        .uid("together")
        .fullWindowPartition()
        .sortPartition(new SetOrder(), Order.ASCENDING)
        .name("sort")
        .uid("sort")
        .transform("write the set", Types.LONG, new WriteSet(plan, places))
        .setParallelism(1)
        .uid("write")
        .sinkTo(new DiscardingSink<>())
        .setParallelism(1)
        .name("done")
        .uid("done");
  }

  /** All that is needed of the store, and the times that are asked for. */
  private DataStream<GroupPart> parts(StreamExecutionEnvironment env) throws IOException {
    TypeInformation<GroupPart> type = TypeInformation.of(GroupPart.class);
    List<String> paths;
    try (TrainingSources.Place place = places.openStore()) {
      paths =
          new OfflineFeatureStore(place.files())
              .files(plan.entityType(), plan.readFrom(), plan.readTo());
    }
    // Without a file nothing is read, and the sequence is of one number that leads to none.
    DataStream<GroupPart> read =
        env.fromSequence(0, Math.max(0, paths.size() - 1))
            .setParallelism(1)
            .name("files")
            .uid("files")
            .filter(file -> !paths.isEmpty())
            .setParallelism(1)
            .name("files there")
            .uid("files-there")
            .rebalance()
            .flatMap(new ReadStoreFile(plan, places, paths), type)
            .name("read a file")
            .uid("read");
    if (entities == null) {
      return read;
    }
    return read.union(
        env.fromSequence(0, 0)
            .setParallelism(1)
            .name("entities")
            .uid("entities")
            .flatMap(new ReadEntityTimes(entities), type)
            .setParallelism(1)
            .name("read entities")
            .uid("read-entities"));
  }

  /**
   * Rows as they stand in a set: by time, then by entity. One text, because of a key of several
   * fields Flink sorts by the first alone.
   */
  private static final class SetOrder
      implements KeySelector<SetRow, String>, ResultTypeQueryable<String> {
    private static final long serialVersionUID = 1L;
    private static final HexFormat HEX = HexFormat.of();

    @Override
    public String getKey(SetRow row) {
      // Times before 1970 are negative; with the sign turned, digits order as numbers do.
      return HEX.toHexDigits(row.at().getEpochSecond() ^ Long.MIN_VALUE)
          + HEX.toHexDigits(row.at().getNano())
          + row.entityId();
    }

    @Override
    public TypeInformation<String> getProducedType() {
      return Types.STRING;
    }
  }
}
