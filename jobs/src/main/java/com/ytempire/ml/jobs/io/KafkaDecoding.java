package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.Heartbeat;
import java.io.Serializable;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

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

  private final Class<T> type;
  private final DecoderFactory<T> decoders;
  private final HeartbeatFactory<T> heartbeats;
  private transient EventDecoder<?, T> decoder;

  @SuppressWarnings("NullAway.Init") // decoder is made in open
  private KafkaDecoding(Class<T> type, DecoderFactory<T> decoders, HeartbeatFactory<T> heartbeats) {
    this.type = type;
    this.decoders = decoders;
    this.heartbeats = heartbeats;
  }

  static KafkaDecoding<VideoRecord> videos() {
    return new KafkaDecoding<>(
        VideoRecord.class, () -> EventDecoder.videos(Clock.systemUTC()), VideoRecord::heartbeat);
  }

  static KafkaDecoding<SignalRecord> signals() {
    return new KafkaDecoding<>(
        SignalRecord.class, () -> EventDecoder.signals(Clock.systemUTC()), SignalRecord::heartbeat);
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
            heartbeats.heartbeat(promised.getAsLong(), record.offset(), record.timestamp()));
        return;
      }
    }
    byte[] value = record.value() == null ? NO_BYTES : record.value();
    out.collect(
        decoder.decode(
            value, record.topic() + "-" + record.partition(), record.offset(), record.timestamp()));
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return TypeInformation.of(type);
  }
}
