package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.features.operator.EventFeatures;
import com.ytempire.ml.features.operator.OrderByEventTime;
import com.ytempire.ml.jobs.io.LocalFiles;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Writes a backfill to files: one row per snapshot, in (event time, event id) order, and beside it
 * what was refused. No server is needed.
 *
 * @param rows file of the rows, {@code .csv} or {@code .parquet}
 * @param deadLetters file of the refused records, as JSON lines
 * @param columns columns of a row after {@code event_id}
 * @param from rows before this time are computed but not written: they are the history of the
 *     others
 */
public record BackfillOutputs(Path rows, Path deadLetters, List<FeatureColumn> columns)
    implements FeatureOutputs {

  @Override
  public void events(DataStream<EventFeatures> events) {
    events
        .keyBy(event -> "", Types.STRING)
        .transform("Order rows", TypeInformation.of(EventFeatures.class), new OrderByEventTime())
        .uid("backfill-order")
        .setParallelism(1)
        .sinkTo(LocalFiles.rows(rows, columns))
        .name("Rows")
        .uid("backfill-rows")
        .setParallelism(1);
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> letters) {
    letters
        .sinkTo(LocalFiles.deadLetters(deadLetters))
        .name("Dead letters")
        .uid("backfill-dead-letters")
        .setParallelism(1);
  }
}
