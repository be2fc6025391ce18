package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.Heartbeat;
import com.ytempire.ml.core.event.InOrder;
import com.ytempire.ml.core.feature.EntityKey;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Turns a Kafka record into a source record: by its header a heartbeat, else what the decoder makes
 * of its value. Never throws on content. One instance per source reader thread.
 *
 * @param <T> kind of source record
 */
final class KafkaDecoding<T extends SourceRecord> implements KafkaRecordDeserializationSchema<T> {
  private static final long serialVersionUID = 1L;
  private static final byte[] NO_BYTES = {};

  /** Makes a decoder where the source runs. */
  interface DecoderFactory<T extends SourceRecord>
      extends Supplier<EventDecoder<?, T>>, Serializable {}

  /** Makes a heartbeat. */
  interface HeartbeatFactory<T> extends Serializable {
    T heartbeat(long promisedMillis, long position, long arrivedAtMillis);
  }

  /** Marks a record that was sent in order. */
  interface Marking<T> extends UnaryOperator<T>, Serializable {}

  private final Class<T> type;
  private final DecoderFactory<T> decoders;
  private final HeartbeatFactory<T> heartbeats;
  private final Marking<T> inOrder;
  private final byte[] keyPrefix;
  private transient EventDecoder<?, T> decoder;

  @SuppressWarnings("NullAway.Init") // decoder is made in open
  private KafkaDecoding(
      Class<T> type,
      DecoderFactory<T> decoders,
      HeartbeatFactory<T> heartbeats,
      Marking<T> inOrder,
      String keyPrefix) {
    this.type = type;
    this.decoders = decoders;
    this.heartbeats = heartbeats;
    this.inOrder = inOrder;
    this.keyPrefix = keyPrefix.getBytes(StandardCharsets.UTF_8);
  }

  static KafkaDecoding<VideoRecord> videos() {
    return new KafkaDecoding<>(
        VideoRecord.class,
        () -> EventDecoder.videos(Clock.systemUTC()),
        VideoRecord::heartbeat,
        VideoRecord::sentInOrder,
        "");
  }

  static KafkaDecoding<SignalRecord> signals() {
    return new KafkaDecoding<>(
        SignalRecord.class,
        () -> EventDecoder.signals(Clock.systemUTC()),
        SignalRecord::heartbeat,
        SignalRecord::sentInOrder,
        "");
  }

  /** Feature vectors of videos; those of other entities are skipped by their key, unread. */
  static KafkaDecoding<VectorRecord> vectors(List<String> names) {
    var read = new ArrayList<>(names);
    return new KafkaDecoding<>(
        VectorRecord.class,
        () -> EventDecoder.vectors(read, Clock.systemUTC()),
        VectorRecord::heartbeat,
        vector -> vector,
        EntityKey.VIDEO + ":");
  }

  static KafkaDecoding<PredictionRecord> predictions() {
    return new KafkaDecoding<>(
        PredictionRecord.class,
        () -> EventDecoder.predictions(Clock.systemUTC()),
        PredictionRecord::heartbeat,
        prediction -> prediction,
        "");
  }

  static KafkaDecoding<OutcomeRecord> outcomes() {
    return new KafkaDecoding<>(
        OutcomeRecord.class,
        () -> EventDecoder.outcomes(Clock.systemUTC()),
        OutcomeRecord::heartbeat,
        outcome -> outcome,
        "");
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = decoders.get();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
    Header header = record.headers().lastHeader(Heartbeat.HEADER);
    if (header != null) {
      OptionalLong promised = Heartbeat.decode(header.value());
      if (promised.isPresent()) {
        out.collect(
            marked(
                heartbeats.heartbeat(promised.getAsLong(), record.offset(), record.timestamp()),
                record));
        return;
      }
    }
    if (!startsWith(record.key(), keyPrefix)) {
      return;
    }
    byte[] value = record.value() == null ? NO_BYTES : record.value();
    String origin = record.topic() + "-" + record.partition();
    out.collect(marked(decoder.decode(value, origin, record.offset(), record.timestamp()), record));
  }

  private T marked(T read, ConsumerRecord<byte[], byte[]> record) {
    return record.headers().lastHeader(InOrder.HEADER) == null ? read : inOrder.apply(read);
  }

  private static boolean startsWith(byte @Nullable [] key, byte[] prefix) {
    return prefix.length == 0
        || (key != null
            && key.length >= prefix.length
            && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length));
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return TypeInformation.of(type);
  }
}
