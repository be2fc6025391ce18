package com.ytempire.ml.features.offline;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Opens Parquet writers the way all files of this platform are written: Zstandard, small groups.
 */
final class ParquetFiles {
  /** Rows wait in memory until a group is this large; a sink keeps one group per open file. */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private ParquetFiles() {}

  static <T> ParquetWriter<T> writer(OutputStream out, RowSupport<T> rows) throws IOException {
    return new Builder<>(out, rows)
        .withConf(new PlainParquetConfiguration())
        .withCodecFactory(new ZstdCodecs())
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withWriterVersion(WriterVersion.PARQUET_1_0)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .build();
  }

  /** What a kind of row adds to Parquet's own support; it needs no configuration. */
  abstract static class RowSupport<T> extends WriteSupport<T> {
    abstract WriteContext context();

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return context();
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return context();
    }
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final RowSupport<T> rows;

    Builder(OutputStream out, RowSupport<T> rows) {
      super(new StreamOutputFile(out));
      this.rows = rows;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return rows;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return rows;
    }
  }
}
