package com.ytempire.ml.jobs.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.Heartbeat;
import com.ytempire.ml.core.event.json.InvalidEventException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VideoVectorTest {
  private static final List<String> NAMES = List.of("views", "delta_views");
  private static final VideoVector VECTOR =
      new VideoVector(
          "US|v",
          "event",
          Instant.parse("2026-01-10T09:00:00Z"),
          Instant.parse("2026-01-10T10:00:00.5Z"),
          Map.of("views", 123_456_789.0, "delta_views", Double.NaN));

  private static List<VectorRecord> decode(@Nullable String key, byte @Nullable [] value) {
    return decode(
        new ConsumerRecord<>("features", 2, 7, key == null ? null : key.getBytes(UTF_8), value));
  }

  private static List<VectorRecord> decode(ConsumerRecord<byte[], byte[]> record) {
    List<VectorRecord> decoded = new ArrayList<>();
    KafkaDecoding<VectorRecord> decoding = KafkaDecoding.vectors(NAMES);
    decoding.open(null);
    decoding.deserialize(record, new ListCollector<>(decoded));
    return decoded;
  }

  @Test
  void readsAVectorThatWasPutAside() throws InvalidEventException {
    byte[] message = VideoVectorWriter.write(VECTOR);

    assertThat(new VideoVectorReader(NAMES).read(message)).isEqualTo(VECTOR);
    assertThat(decode("video:US|v", message)).extracting(VectorRecord::vector).contains(VECTOR);
  }

  @Test
  void skipsOtherEntitiesByTheirKeyWhateverTheyHold() {
    assertThat(decode("channel:c", "no JSON".getBytes(UTF_8))).isEmpty();
    assertThat(decode("vide", "no JSON".getBytes(UTF_8))).isEmpty();
    assertThat(decode(null, "no JSON".getBytes(UTF_8))).isEmpty();
  }

  @Test
  void takesAHeartbeatForAHeartbeat() {
    var record = new ConsumerRecord<byte[], byte[]>("features", 2, 7, null, null);
    record.headers().add(new RecordHeader(Heartbeat.HEADER, Heartbeat.encode(5)));

    assertThat(decode(record))
        .extracting(VectorRecord::kind)
        .containsExactly(SourceRecord.Kind.HEARTBEAT);
  }

  @Test
  void tellsWhereABrokenVectorIsAndWhatIsWrong() {
    for (String broken :
        List.of(
            "",
            "[]",
            "{\"entity_type\":\"channel\",\"entity_id\":\"c\",\"event_id\":\"e\","
                + "\"event_time\":\"2026-01-10T09:00:00Z\",\"known_at\":\"2026-01-10T09:00:00Z\"}",
            "{\"inputs\":{\"views\":\"many\"}}")) {
      VectorRecord record = decode("video:US|v", broken.getBytes(UTF_8)).get(0);

      assertThat(record.kind()).isEqualTo(SourceRecord.Kind.BROKEN);
      var letter = Objects.requireNonNull(record.deadLetter());
      assertThat(letter.origin()).isEqualTo("features-2");
      assertThat(letter.position()).isEqualTo(7);
      assertThat(letter.stage()).isEqualTo("decode-feature-vector");
      assertThat(letter.reason()).isNotBlank();
      assertThat(letter.payload()).isEqualTo(broken.getBytes(UTF_8));
    }
  }
}
