package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.operator.EventFeatures;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Rows as CSV (RFC 4180, UTF-8, header): {@code event_id}, then the columns. Null is an empty
 * field; numbers have as many digits as it takes to read back the same double; an embedding is a
 * JSON array.
 */
final class CsvRowWriter implements RecordWriter<EventFeatures> {
  private final CsvWriter csv;
  private final List<FeatureColumn> columns;
  private final String[] fields;

  CsvRowWriter(Path file, List<FeatureColumn> columns) throws IOException {
    this.columns = List.copyOf(columns);
    this.fields = new String[columns.size() + 1];
    this.csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8);
    fields[0] = "event_id";
    for (int i = 0; i < columns.size(); i++) {
      fields[i + 1] = columns.get(i).name();
    }
    csv.writeRecord(fields);
  }

  @Override
  public void write(EventFeatures event) {
    fields[0] = event.event().eventId();
    for (int i = 0; i < columns.size(); i++) {
      fields[i + 1] = field(columns.get(i), event);
    }
    csv.writeRecord(fields);
  }

  private static String field(FeatureColumn column, EventFeatures event) {
    boolean ofChannel = column.entityType().equals(EntityKey.CHANNEL);
    if (column.kind() == ValueKind.EMBEDDING) {
      float[][] embeddings = ofChannel ? event.channelEmbeddings() : event.videoEmbeddings();
      float[] embedding = embeddings[column.slot()];
      return embedding == null ? "" : Arrays.toString(embedding);
    }
    double number = (ofChannel ? event.channelNumbers() : event.videoNumbers())[column.slot()];
    if (Double.isNaN(number)) {
      return "";
    }
    return column.kind() == ValueKind.INTEGER
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
