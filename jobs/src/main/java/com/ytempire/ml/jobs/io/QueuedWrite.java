package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/**
 * A write that waits in the sink.
 *
 * @param write the write; it is saved by {@link StateSerializer}, never by Java serialization
 */
record QueuedWrite(@SuppressWarnings("serial") FeatureWrite write) implements Serializable {

  /** Approximate size on the wire. */
  long sizeInBytes() {
    long size = 64L + write.entity().id().length() + write.eventId().length();
    size += 24L * write.numbers().length;
    for (float[] embedding : write.embeddings()) {
      size += embedding == null ? 4 : 12L * embedding.length;
    }
    return size;
  }

  /** The checkpoint form. A storage format: change it only together with the version. */
  static final class StateSerializer extends AsyncSinkWriterStateSerializer<QueuedWrite> {
    @Override
    protected void serializeRequestToStream(QueuedWrite queued, DataOutputStream out)
        throws IOException {
      FeatureWrite write = queued.write;
      out.writeUTF(write.entity().type());
      out.writeUTF(write.entity().id());
      out.writeUTF(write.eventId());
      out.writeLong(write.eventTime().toEpochMilli());
      out.writeLong(write.knownAt().toEpochMilli());
      out.writeInt(write.numbers().length);
      for (double number : write.numbers()) {
        out.writeDouble(number);
      }
      out.writeInt(write.embeddings().length);
      for (float[] embedding : write.embeddings()) {
        out.writeInt(embedding == null ? -1 : embedding.length);
        if (embedding != null) {
          for (float component : embedding) {
            out.writeFloat(component);
          }
        }
      }
    }

    @Override
    protected QueuedWrite deserializeRequestFromStream(long size, DataInputStream in)
        throws IOException {
      var entity = new EntityKey(in.readUTF(), in.readUTF());
      String eventId = in.readUTF();
      Instant eventTime = Instant.ofEpochMilli(in.readLong());
      Instant knownAt = Instant.ofEpochMilli(in.readLong());
      double[] numbers = new double[in.readInt()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = in.readDouble();
      }
      float[][] embeddings = new float[in.readInt()][];
      for (int i = 0; i < embeddings.length; i++) {
        int width = in.readInt();
        if (width >= 0) {
          embeddings[i] = new float[width];
          for (int j = 0; j < width; j++) {
            embeddings[i][j] = in.readFloat();
          }
        }
      }
      return new QueuedWrite(
          new FeatureWrite(entity, eventId, eventTime, knownAt, numbers, embeddings));
    }

    @Override
    public int getVersion() {
      return 1;
    }
  }
}
