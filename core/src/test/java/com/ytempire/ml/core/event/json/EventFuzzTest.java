package com.ytempire.ml.core.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.VideoEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damaged events are read or refused, never anything else. */
class EventFuzzTest {
  private static final long SEED = 20261122L;
  private static final int ROUNDS = 200_000;
  private static final byte[] VALID =
      ("{\"event_id\":\"US|abc|t\",\"source\":\"youtube\",\"region\":\"US\",\"video_id\":\"abc\","
              + "\"event_time\":\"2020-01-04T19:23:00Z\",\"time_precision\":\"minute\","
              + "\"publish_time\":null,\"title\":\"Crème \\\"brûlée\\\" \\u00e9 😀\",\"tags\":[\"süß\"],"
              + "\"views\":12,\"likes\":0,\"comments_disabled\":false,\"extra\":[{\"a\":1.5e3}]}")
          .getBytes(UTF_8);
  private static final byte[] SPICE = "{}[]\",:\\u0-9.eE+ntf\u0000\u00c3\u00ff".getBytes(UTF_8);

  @Test
  void readsOrRefusesWhateverTheDamage() {
    Clock now = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    VideoEventReader videos = new VideoEventReader(now);
    TrendSignalReader signals = new TrendSignalReader(now);
    VideoEventWriter writer = new VideoEventWriter();
    SplittableRandom random = new SplittableRandom(SEED);
    int read = 0;
    long started = System.nanoTime();

    for (int round = 0; round < ROUNDS; round++) {
      byte[] payload = damaged(random);
      try {
        VideoEvent event = videos.read(payload);
        assertThat(videos.read(writer.write(event))).isEqualTo(event);
        read++;
      } catch (InvalidEventException e) {
        assertThat(e.reason().length()).as(e.reason()).isBetween(10, 400);
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed " + SEED + " round " + round + ": " + Arrays.toString(payload), e);
      }
      try {
        signals.read(payload);
      } catch (InvalidEventException e) {
        assertThat(e.reason()).contains("allowed: ");
      }
    }

    Duration took = Duration.ofNanos(System.nanoTime() - started);
    System.out.printf("fuzz: seed %d, %d rounds, %d still valid, %s%n", SEED, ROUNDS, read, took);
    assertThat(read).as("seed %d", SEED).isBetween(ROUNDS / 100, ROUNDS * 9 / 10);
    assertThat(took).isLessThan(Duration.ofSeconds(60));
  }

  private static byte[] damaged(SplittableRandom random) {
    byte[] bytes = VALID.clone();
    int wounds = 1 + random.nextInt(4);
    for (int i = 0; i < wounds; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = SPICE[random.nextInt(SPICE.length)];
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> { // cut a piece out
          int size = Math.min(random.nextInt(1, 20), bytes.length - at);
          byte[] shorter = Arrays.copyOf(bytes, bytes.length - size);
          System.arraycopy(bytes, at + size, shorter, at, bytes.length - at - size);
          bytes = shorter.length == 0 ? new byte[] {'{'} : shorter;
        }
        default -> { // say a piece twice
          int size = Math.min(random.nextInt(1, 20), bytes.length - at);
          byte[] longer = Arrays.copyOf(bytes, bytes.length + size);
          System.arraycopy(bytes, at, longer, at + size, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
