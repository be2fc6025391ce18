package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.offline.OfflineLayout;
import com.ytempire.ml.features.offline.OfflineRowWriter;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The offline store as a sink, exactly once: a file becomes part of the store with the checkpoint
 * that covers its rows, and before that no reader sees it.
 */
public final class OfflineSinks {
  private OfflineSinks() {}

  /**
   * @param root folder of the store, or {@code s3://bucket/prefix}
   * @param schemas layout of the writes, by entity type
   */
  public static FileSink<FeatureWrite> writes(String root, Map<String, FeatureSchema> schemas) {
    Map<String, FeatureSchema> layouts = Map.copyOf(schemas);
    return FileSink.forBulkFormat(pathOf(root), out -> new Rows(layouts, out))
        .withBucketAssigner(new ByTypeAndDay())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(
            OutputFileConfig.builder().withPartPrefix("rows").withPartSuffix(".parquet").build())
        .build();
  }

  private static Path pathOf(String root) {
    return root.contains("://")
        ? new Path(root)
        : new Path(java.nio.file.Path.of(root).toAbsolutePath().toUri());
  }

  /** The folder of a write, relative to the root. */
  private static final class ByTypeAndDay implements BucketAssigner<FeatureWrite, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(FeatureWrite write, Context context) {
      return OfflineLayout.folder(write.entity().type(), write.eventTime());
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }

  /** One file. Its folder holds one entity type, so the first row tells the layout. */
  private static final class Rows implements BulkWriter<FeatureWrite> {
    private final Map<String, FeatureSchema> schemas;
    private final FSDataOutputStream out;
    private @Nullable OfflineRowWriter writer;

    Rows(Map<String, FeatureSchema> schemas, FSDataOutputStream out) {
      this.schemas = schemas;
      this.out = out;
    }

    @Override
    public void addElement(FeatureWrite write) throws IOException {
      OfflineRowWriter rows = writer;
      if (rows == null) {
        FeatureSchema schema = schemas.get(write.entity().type());
        if (schema == null) {
          throw new IllegalStateException("no schema for entity type " + write.entity().type());
        }
        rows = new OfflineRowWriter(schema, out);
        writer = rows;
      }
      rows.addElement(write);
    }

    @Override
    public void flush() throws IOException {
      if (writer != null) {
        writer.flush();
      }
    }

    @Override
    public void finish() throws IOException {
      if (writer != null) {
        writer.finish();
      }
    }
  }
}
