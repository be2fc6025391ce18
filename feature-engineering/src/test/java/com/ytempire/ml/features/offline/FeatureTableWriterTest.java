package com.ytempire.ml.features.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.offline.FeatureTableWriter.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeatureTableWriterTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("hour_of_day_sin", ValueKind.NUMBER),
          new Column("subscriber_tier", ValueKind.INTEGER),
          new Column("title_embedding", ValueKind.EMBEDDING));

  @TempDir Path folder;

  @Test
  void writesARowThatAnyParquetReaderUnderstands() throws IOException {
    Path file = folder.resolve("features.parquet");
    try (OutputStream out = Files.newOutputStream(file);
        var table = new FeatureTableWriter(COLUMNS, out)) {
      table.write("e1", new double[] {0.5, 3, 0}, new float[][] {null, null, {1f, 2f}});
      table.write("e2", new double[] {Double.NaN, Double.NaN, 0}, new float[3][]);
    }

    try (ParquetReader<Group> reader = new GroupReader(new LocalInputFile(file)).build()) {
      Group first = reader.read();
      assertThat(first.getString("event_id", 0)).isEqualTo("e1");
      assertThat(first.getDouble("hour_of_day_sin", 0)).isEqualTo(0.5);
      assertThat(first.getLong("subscriber_tier", 0)).isEqualTo(3);
      Group list = first.getGroup("title_embedding", 0);
      assertThat(list.getGroup("list", 1).getFloat("element", 0)).isEqualTo(2f);
      Group second = reader.read();
      assertThat(second.getString("event_id", 0)).isEqualTo("e2");
      assertThat(second.getFieldRepetitionCount("hour_of_day_sin")).isZero();
      assertThat(second.getFieldRepetitionCount("title_embedding")).isZero();
      assertThat(reader.read()).isNull();
    }
  }

  @Test
  void refusesRowsThatDoNotFitTheColumns() throws IOException {
    try (var table = new FeatureTableWriter(COLUMNS, new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> table.write("e1", new double[2], new float[3][]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("e1");
    }
  }

  private static final class GroupReader extends ParquetReader.Builder<Group> {
    GroupReader(InputFile file) {
      super(file, new PlainParquetConfiguration());
      withCodecFactory(new ZstdCodecs());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
