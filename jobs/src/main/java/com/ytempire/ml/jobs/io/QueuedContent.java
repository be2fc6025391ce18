package com.ytempire.ml.jobs.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Content that waits in the sink.
 *
 * @param content the content; it is saved by {@link StateSerializer}, never by Java serialization
 */
record QueuedContent(@SuppressWarnings("serial") EmbeddedContent content) implements QueuedRow {
  private static final long NUMBER_BYTES = 32;

  @Override
  public long sizeInBytes() {
    ContentSnapshot snapshot = content.content();
    return 256L
        + 2L * snapshot.title().length()
        + NUMBER_BYTES * snapshot.numbers().size()
        + 4L * content.embedding().length;
  }

  /** The checkpoint form. A storage format: change it only together with the version. */
  static final class StateSerializer extends AsyncSinkWriterStateSerializer<QueuedContent> {
    private static final int ABSENT = -1;

    @Override
    protected void serializeRequestToStream(QueuedContent queued, DataOutputStream out)
        throws IOException {
      ContentSnapshot snapshot = queued.content.content();
      write(out, queued.content.encoder());
      write(out, snapshot.entityId());
      write(out, snapshot.title());
      write(out, snapshot.channel());
      Integer category = snapshot.categoryId();
      out.writeInt(category == null ? ABSENT : category);
      Instant published = snapshot.publishTime();
      out.writeLong(published == null ? Long.MIN_VALUE : published.toEpochMilli());
      write(out, snapshot.eventId());
      out.writeLong(snapshot.eventTime().toEpochMilli());
      out.writeInt(snapshot.numbers().size());
      for (Map.Entry<String, Double> number : snapshot.numbers().entrySet()) {
        out.writeUTF(number.getKey());
        out.writeDouble(number.getValue());
      }
      out.writeInt(queued.content.embedding().length);
      for (float component : queued.content.embedding()) {
        out.writeFloat(component);
      }
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
      if (text == null) {
        out.writeInt(ABSENT);
        return;
      }
      byte[] bytes = text.getBytes(UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    @Override
    protected QueuedContent deserializeRequestFromStream(long size, DataInputStream in)
        throws IOException {
      String encoder = required(in);
      String entityId = required(in);
      String title = required(in);
      String channel = read(in);
      int category = in.readInt();
      long published = in.readLong();
      String eventId = required(in);
      Instant eventTime = Instant.ofEpochMilli(in.readLong());
      int count = in.readInt();
      Map<String, Double> numbers = new HashMap<>(count * 2);
      for (int i = 0; i < count; i++) {
        numbers.put(in.readUTF(), in.readDouble());
      }
      float[] embedding = new float[in.readInt()];
      for (int i = 0; i < embedding.length; i++) {
        embedding[i] = in.readFloat();
      }
      return new QueuedContent(
          new EmbeddedContent(
              new ContentSnapshot(
                  entityId,
                  title,
                  channel,
                  category == ABSENT ? null : category,
                  published == Long.MIN_VALUE ? null : Instant.ofEpochMilli(published),
                  eventId,
                  eventTime,
                  numbers),
              encoder,
              embedding));
    }

    private static String required(DataInputStream in) throws IOException {
      String text = read(in);
      if (text == null) {
        throw new IOException("queued content lacks a text that is always there");
      }
      return text;
    }

    private static @Nullable String read(DataInputStream in) throws IOException {
      int length = in.readInt();
      return length == ABSENT ? null : new String(in.readNBytes(length), UTF_8);
    }

    @Override
    public int getVersion() {
      return 1;
    }
  }
}
