package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.offline.FeatureTableWriter;
import com.ytempire.ml.features.operator.EventFeatures;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rows as Parquet: {@code event_id}, then the columns as doubles, longs and lists of floats. */
final class ParquetRowWriter implements RecordWriter<EventFeatures> {
  private final List<FeatureColumn> columns;
  private final double[] numbers;
  private final float[][] embeddings;
  private final OutputStream out;
  private final FeatureTableWriter table;

  ParquetRowWriter(Path file, List<FeatureColumn> columns) throws IOException {
    this.columns = List.copyOf(columns);
    this.numbers = new double[columns.size()];
    this.embeddings = new float[columns.size()][];
    this.out = new BufferedOutputStream(Files.newOutputStream(file));
    this.table =
        new FeatureTableWriter(
            columns.stream()
                .map(column -> new FeatureTableWriter.Column(column.name(), column.kind()))
                .toList(),
            out);
  }

  @Override
  public void write(EventFeatures event) throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      FeatureColumn column = columns.get(i);
      boolean ofChannel = column.entityType().equals(EntityKey.CHANNEL);
      if (column.kind() == ValueKind.EMBEDDING) {
        embeddings[i] =
            (ofChannel ? event.channelEmbeddings() : event.videoEmbeddings())[column.slot()];
      } else {
        numbers[i] = (ofChannel ? event.channelNumbers() : event.videoNumbers())[column.slot()];
      }
    }
    table.write(event.event().eventId(), numbers, embeddings);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      table.close();
    }
  }
}
