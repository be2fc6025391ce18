package com.ytempire.ml.jobs.training;

import com.ytempire.ml.training.dataset.SetPlan;
import com.ytempire.ml.training.dataset.SetRow;
import com.ytempire.ml.training.source.TrainingSources;
import com.ytempire.ml.training.stored.TrainingSetFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a set, which come in its order, and says how many; of none it writes none.
 * Sides are known only when all rows are, so they wait in one of Flink's temporary files. Memory
 * holds the times of labelled rows.
 */
final class WriteSet extends AbstractStreamOperator<Long>
    implements OneInputStreamOperator<SetRow, Long>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final SetPlan plan;
  private final SetPlaces places;
  private transient LabelledTimes times;
  private transient TypeSerializer<SetRow> rows;
  private transient Path waiting;
  private transient @Nullable DataOutputViewStreamWrapper out;
  private transient long count;

  @SuppressWarnings("NullAway.Init") // Flink opens it before it gives it rows.
  WriteSet(SetPlan plan, SetPlaces places) {
    this.plan = plan;
    this.places = places;
  }

  @Override
  public void open() throws Exception {
    super.open();
    times = new LabelledTimes();
    rows = getOperatorConfig().getTypeSerializerIn1(getUserCodeClassloader());
    waiting =
        getContainingTask().getEnvironment().getIOManager().createChannel().getPathFile().toPath();
    out = new DataOutputViewStreamWrapper(new BufferedOutputStream(Files.newOutputStream(waiting)));
  }

  @Override
  public void processElement(StreamRecord<SetRow> element) throws Exception {
    SetRow row = element.getValue();
    if (row.isLabelled()) {
      times.add(row.at());
    }
    if (out == null) {
      throw new IllegalStateException("a row came after the last one");
    }
    rows.serialize(row, out);
    count++;
  }

  @Override
  public void endInput() throws Exception {
    closeWaiting();
    if (count == 0) {
      return;
    }
    try (TrainingSources.Place place = places.openTarget();
        var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(waiting)))) {
      var folder = new TrainingSetFolder(place.files(), places.target());
      Iterable<SetRow> sorted = () -> read(new DataInputViewStreamWrapper(in));
      folder.write(sink -> plan.share(sorted, times.cut(plan.query().split()), sink));
    }
    output.collect(new StreamRecord<>(count));
  }

  private Iterator<SetRow> read(DataInputViewStreamWrapper in) {
    return new Iterator<>() {
      private long left = count;

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public SetRow next() {
        if (left == 0) {
          throw new NoSuchElementException("no row is left");
        }
        left--;
        try {
          return rows.deserialize(in);
        } catch (IOException e) {
          throw new UncheckedIOException("a row that waited cannot be read", e);
        }
      }
    };
  }

  private void closeWaiting() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  @Override
  public void close() throws Exception {
    try {
      closeWaiting();
      if (waiting != null) {
        Files.deleteIfExists(waiting);
      }
    } finally {
      super.close();
    }
  }
}
