package com.ytempire.ml.jobs.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.memory.InMemoryContentIndex;
import com.ytempire.ml.jobs.io.VideoVector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RememberSnapshotsTest {
  private static final long HOUR = 3_600_000;
  private static final List<String> NAMES = List.of("views", "likes", "delta_views");

  private KeyedOneInputStreamOperatorTestHarness<String, VideoVector, VideoVector> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, VideoVector, VideoVector> harness()
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new RememberSnapshots()),
            VideoVector::entityId,
            Types.STRING);
    harness.getExecutionConfig().enableObjectReuse();
    return harness;
  }

  private void restart() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(state);
    harness.open();
  }

  private static VideoVector vector(String video, String event, long hour, double views) {
    return vector(video, event, hour, Map.of("views", views, "likes", Double.NaN));
  }

  private static VideoVector vector(
      String video, String event, long hour, Map<String, Double> numbers) {
    Instant at = Instant.ofEpochMilli(hour * HOUR);
    return new VideoVector(video, event, at, at, numbers);
  }

  /** What a version would read of a vector when it leaves the step. */
  private float[][] sequence(VideoVector vector) throws Exception {
    harness.processElement(vector, vector.eventTime().toEpochMilli());
    List<VideoVector> out = harness.extractOutputValues();
    VideoVector last = out.get(out.size() - 1);
    assertThat(last.after(new byte[0])).isEqualTo(vector);
    return TrendPredictions.sequence(NAMES, NAMES).apply(last);
  }

  private float[] views(VideoVector vector) throws Exception {
    float[][] rows = sequence(vector);
    float[] views = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      views[i] = rows[i][0];
    }
    return views;
  }

  @Test
  void givesEachVectorTheFewBeforeItOfItsVideo() throws Exception {
    assertThat(views(vector("a", "e1", 1, 10))).containsExactly(10);
    assertThat(views(vector("b", "e1", 1, 500))).containsExactly(500);
    assertThat(views(vector("a", "e2", 2, 20))).containsExactly(10, 20);
    for (int i = 3; i <= 8; i++) {
      sequence(vector("a", "e" + i, i, 10 * i));
    }
    assertThat(views(vector("a", "e9", 9, 90))).containsExactly(20, 30, 40, 50, 60, 70, 80, 90);
    assertThat(views(vector("b", "e2", 9, 600))).containsExactly(500, 600);
  }

  @Test
  void answersARepeatedVectorAsBeforeAndPushesNoOlderOneIn() throws Exception {
    sequence(vector("a", "e1", 1, 10));
    sequence(vector("a", "e3", 3, 30));
    sequence(vector("a", "e4", 4, 40));

    assertThat(views(vector("a", "e4", 4, 40))).containsExactly(10, 30, 40);
    assertThat(views(vector("a", "e2", 2, 20))).containsExactly(10, 20);
    assertThat(views(vector("a", "e1", 1, 10))).containsExactly(10);
    assertThat(views(vector("a", "e4-again", 4, 41))).containsExactly(10, 30, 41);
    assertThat(views(vector("a", "e4", 4, 40))).containsExactly(10, 30, 40);
    assertThat(views(vector("a", "e5", 5, 50))).containsExactly(10, 30, 41, 50);
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    sequence(vector("a", "e1", 1, 10));
    sequence(vector("a", "e2", 2, 20));

    restart();

    assertThat(views(vector("a", "e3", 3, 30))).containsExactly(10, 20, 30);
    assertThat(views(vector("b", "e1", 3, 7))).containsExactly(7);
  }

  @Test
  void goesOnUnderAnotherSetOfFeatures() throws Exception {
    sequence(vector("a", "e1", 1, Map.of("views", 10.0, "mood", 1.0)));
    restart();

    float[][] rows = sequence(vector("a", "e2", 2, Map.of("views", 20.0, "delta_views", 10.0)));

    assertThat(Arrays.deepToString(rows)).isEqualTo("[[10.0, NaN, NaN], [20.0, NaN, 10.0]]");
  }

  @Test
  void forgetsAVideoThatIsNotSeenForLong() throws Exception {
    harness.setStateTtlProcessingTime(1);
    sequence(vector("a", "e1", 1, 10));
    harness.setStateTtlProcessingTime(RememberSnapshots.KEPT_FOR.toMillis());
    assertThat(views(vector("a", "e2", 2, 20))).containsExactly(10, 20);
    harness.setStateTtlProcessingTime(3 * RememberSnapshots.KEPT_FOR.toMillis());

    assertThat(views(vector("a", "e3", 3, 30))).containsExactly(30);
  }

  @Test
  void refusesStateThatItCannotRead() {
    byte[] bytes = RecentSnapshots.NONE.plus(vector("a", "e1", 1, 10)).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> RecentSnapshots.ofBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The job and the service must tell a model the same, and what a look at all events gives. */
  @Test
  void makesTheSequencesThatTheContentIndexMakesAndANaiveListGives() throws Exception {
    var random = new Random(5);
    Map<String, List<VideoVector>> naive = new HashMap<>();
    List<VideoVector> seen = new ArrayList<>();
    try (ContentIndex index = new InMemoryContentIndex()) {
      List<EmbeddedContent> batch = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        boolean again = i > 10 && random.nextInt(6) == 0;
        VideoVector vector = again ? seen.get(random.nextInt(seen.size())) : event(i, random);
        seen.add(vector);
        List<VideoVector> all =
            naive.computeIfAbsent(vector.entityId(), unused -> new ArrayList<>());
        VideoVector last = all.isEmpty() ? null : all.get(all.size() - 1);
        boolean isNewer = last == null || isBefore(last, vector);
        if (isNewer) {
          if (last != null && last.eventTime().equals(vector.eventTime())) {
            all.remove(last);
          }
          all.add(vector);
        }

        float[][] rows = sequence(vector);
        batch.add(content(vector));
        if (random.nextInt(5) == 0) {
          index.save(batch);
          batch.clear();
        }

        if (isNewer) {
          assertThat(Arrays.deepToString(rows)).isEqualTo(naive(all));
        }
      }
      index.save(batch);

      List<SimilarContent> found = index.nearest(DIRECTION, "encoder", 9, Instant.EPOCH);
      assertThat(found).hasSize(3);
      for (SimilarContent content : found) {
        assertThat(Arrays.deepToString(content.recent().rows(NAMES)))
            .isEqualTo(naive(naive.get(content.content().entityId())));
      }
    }
  }

  private static final float[] DIRECTION = new float[ContentIndex.WIDTH];

  static {
    DIRECTION[0] = 1;
  }

  private static VideoVector event(int number, Random random) {
    Map<String, Double> numbers = new HashMap<>();
    for (String name : NAMES) {
      numbers.put(name, random.nextInt(4) == 0 ? Double.NaN : random.nextDouble() * 1e6);
    }
    int hour = number - number % 7; // Some are at one time.
    return vector("US|v" + random.nextInt(3), "e%04d".formatted(number), hour, numbers);
  }

  private static boolean isBefore(VideoVector one, VideoVector other) {
    int byTime = one.eventTime().compareTo(other.eventTime());
    return byTime != 0 ? byTime < 0 : one.eventId().compareTo(other.eventId()) < 0;
  }

  private static EmbeddedContent content(VideoVector vector) {
    var snapshot =
        new ContentSnapshot(
            vector.entityId(),
            "title",
            null,
            null,
            null,
            vector.eventId(),
            vector.eventTime(),
            vector.numbers());
    return new EmbeddedContent(snapshot, "encoder", DIRECTION);
  }

  private static String naive(List<VideoVector> all) {
    List<VideoVector> last =
        all.subList(Math.max(0, all.size() - SnapshotSequence.MOST_STEPS), all.size());
    float[][] rows = new float[last.size()][NAMES.size()];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < NAMES.size(); i++) {
        rows[row][i] = (float) last.get(row).number(NAMES.get(i));
      }
    }
    return Arrays.deepToString(rows);
  }
}
