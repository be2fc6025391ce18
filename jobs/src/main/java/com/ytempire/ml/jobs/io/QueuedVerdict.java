package com.ytempire.ml.jobs.io;

import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.DriftEventJson;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/**
 * A verdict that waits in the sink.
 *
 * @param event the verdict; it is saved by {@link StateSerializer}, never by Java serialization
 */
record QueuedVerdict(@SuppressWarnings("serial") DriftEvent event) implements QueuedRow {
  private static final long EVENT_BYTES = 1_500;
  private static final long BIN_BYTES = 64;

  @Override
  public long sizeInBytes() {
    return EVENT_BYTES + BIN_BYTES * event.bins().size();
  }

  /** The checkpoint form. A storage format: change it only together with the version. */
  static final class StateSerializer extends AsyncSinkWriterStateSerializer<QueuedVerdict> {
    @Override
    protected void serializeRequestToStream(QueuedVerdict queued, DataOutputStream out)
        throws IOException {
      byte[] json = DriftEventJson.write(queued.event);
      out.writeInt(json.length);
      out.write(json);
    }

    @Override
    protected QueuedVerdict deserializeRequestFromStream(long size, DataInputStream in)
        throws IOException {
      byte[] json = new byte[in.readInt()];
      in.readFully(json);
      return new QueuedVerdict(DriftEventJson.read(json));
    }

    @Override
    public int getVersion() {
      return 1;
    }
  }
}
