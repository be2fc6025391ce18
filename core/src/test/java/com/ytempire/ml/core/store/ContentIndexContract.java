package com.ytempire.ml.core.store;

import static com.ytempire.ml.core.store.ContentFixtures.AT;
import static com.ytempire.ml.core.store.ContentFixtures.content;
import static com.ytempire.ml.core.store.ContentFixtures.direction;
import static com.ytempire.ml.core.store.ContentFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.prediction.SnapshotRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every content index does. Each test works with an encoder of its own. */
public abstract class ContentIndexContract {
  private ContentIndex index;

  /** The index, with what earlier tests left. */
  protected abstract ContentIndex index();

  @BeforeEach
  void open() {
    index = index();
  }

  @Test
  void givesBackWhatWasSavedWithoutItsMissingNumbers() {
    EmbeddedContent saved = content("US|round \"trip\" ünï 🎬", "round-trip", 30, AT, 1e12);
    index.save(List.of(saved));

    assertThat(index.find(saved.content().entityId(), "round-trip")).contains(saved);
    assertThat(saved.content().numbers()).isEqualTo(Map.of("views", 1e12, "delta_views", 12.5));
    assertThat(index.find(saved.content().entityId(), "another")).isEmpty();
    assertThat(index.find("US|nobody", "round-trip")).isEmpty();
  }

  @Test
  void findsThoseOfManyThatItKnows() {
    EmbeddedContent one = content("one", "many", 1, AT, 1);
    EmbeddedContent two = content("two", "many", 2, AT, 2);
    index.save(List.of(one, two));

    assertThat(index.findAll(List.of("two", "three", "one", "two"), "many"))
        .containsExactlyInAnyOrder(one, two);
    assertThat(index.findAll(List.of(), "many")).isEmpty();
  }

  @Test
  void keepsContentOfWhichLittleIsKnown() {
    var bare = new ContentSnapshot("bare", "a title", null, null, null, "e", AT, Map.of());
    index.save(List.of(new EmbeddedContent(bare, "bare", direction(1))));

    assertThat(index.nearest(direction(1), "bare", 1, AT))
        .singleElement()
        .satisfies(found -> assertThat(found.content()).isEqualTo(bare));
  }

  @Test
  void findsTheMostSimilarFirstWithTheirCosines() {
    List<EmbeddedContent> saved = new ArrayList<>();
    for (int degrees = 0; degrees < 180; degrees++) {
      saved.add(content("v" + degrees, "similar", degrees, AT, degrees));
    }
    Collections.shuffle(saved, new Random(1));
    index.save(saved);
    index.save(List.of(content("v-of-another-encoder", "other", 40, AT, 1)));

    List<SimilarContent> found = index.nearest(direction(40.2), "similar", 4, Instant.EPOCH);

    assertThat(found)
        .extracting(similar -> similar.content().entityId())
        .containsExactly("v40", "v41", "v39", "v42");
    assertThat(found.get(0).content()).isEqualTo(snapshot("v40", "title of v40", AT, 40));
    assertThat(found)
        .extracting(SimilarContent::similarity)
        .zipSatisfy(
            List.of(0.2, 0.8, 1.2, 1.8),
            (similarity, degrees) ->
                assertThat(similarity).isCloseTo(Math.cos(Math.toRadians(degrees)), within(1e-6)));
  }

  @Test
  void leavesOutOldContentHoweverSimilarItIs() {
    List<EmbeddedContent> saved = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      saved.add(content("old" + i, "since", i * 0.1, AT, 1));
    }
    for (int i = 0; i < 3; i++) {
      saved.add(content("new" + i, "since", 65 + i, AT.plusSeconds(60), 1));
    }
    index.save(saved);

    assertThat(index.nearest(direction(0), "since", 5, AT.plusSeconds(60)))
        .extracting(similar -> similar.content().entityId())
        .containsExactly("new0", "new1", "new2");
  }

  @Test
  void keepsTheNewestSnapshotWhateverOrderTheyComeIn() {
    EmbeddedContent first = content("US|order", "order", 10, AT, 1);
    EmbeddedContent second = content("US|order", "order", 10, AT.plusSeconds(1), 2);
    EmbeddedContent third = content("US|order", "order", 10, AT.plusSeconds(2), 3);

    index.save(List.of(second, third, first));
    assertThat(index.find("US|order", "order")).contains(third);
    index.save(List.of(first));
    index.save(List.of(second));
    assertThat(index.find("US|order", "order")).contains(third);

    EmbeddedContent fourth = content("US|order", "order", 10, AT.plusSeconds(3), 4);
    index.save(List.of(fourth));
    index.save(List.of(fourth));
    assertThat(index.find("US|order", "order")).contains(fourth);
    assertThat(index.nearest(direction(10), "order", 2, AT.plusSeconds(3)))
        .extracting(SimilarContent::content)
        .containsExactly(fourth.content());
  }

  @Test
  void keepsTheNumbersOfTheSnapshotsBeforeTheNewest() {
    for (int i = 1; i <= 11; i++) {
      index.save(List.of(content("US|past", "past", 10, AT.plusSeconds(i), i)));
    }
    assertThat(views("past")).containsExactly(4, 5, 6, 7, 8, 9, 10, 11);

    index.save(List.of(content("US|past", "past", 10, AT.plusSeconds(11), 11)));
    index.save(List.of(content("US|past", "past", 10, AT.plusSeconds(9), 90)));
    assertThat(views("past")).containsExactly(4, 5, 6, 7, 8, 9, 10, 11);

    EmbeddedContent renamed =
        new EmbeddedContent(
            snapshot("US|past", "another title", AT.plusSeconds(12), 12), "past", direction(11));
    index.save(List.of(renamed));
    assertThat(views("past")).containsExactly(5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(recent("past").rows(List.of("delta_views", "likes", "views"))[7])
        .containsExactly(12.5f, Float.NaN, 12);
  }

  /** Views of the only content of an encoder in its newest snapshots. */
  private double[] views(String encoder) {
    float[][] rows = recent(encoder).rows(List.of("views"));
    return Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
  }

  private SnapshotRows recent(String encoder) {
    return index.nearest(direction(10), encoder, 1, Instant.EPOCH).get(0).recent();
  }

  @Test
  void endsTheSameForABatchAsForOneAtATime() {
    var random = new Random(4);
    Map<String, List<Double>> naive = new HashMap<>();
    Map<String, Instant> newest = new HashMap<>();
    for (int round = 0; round < 25; round++) {
      List<EmbeddedContent> batch = new ArrayList<>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        long seconds = round * 3L + random.nextInt(12);
        batch.add(
            content("v" + random.nextInt(4), "batches", 10, AT.plusSeconds(seconds), seconds));
      }
      index.save(batch);
      batch.sort(Comparator.comparing(item -> item.content().eventTime()));
      for (EmbeddedContent item : batch) {
        ContentSnapshot content = item.content();
        if (content.eventTime().isAfter(newest.getOrDefault(content.entityId(), Instant.MIN))) {
          newest.put(content.entityId(), content.eventTime());
          naive
              .computeIfAbsent(content.entityId(), unused -> new ArrayList<>())
              .add(content.number("views"));
        }
      }
    }

    List<SimilarContent> found = index.nearest(direction(10), "batches", 9, AT);

    assertThat(found).hasSize(4);
    for (SimilarContent content : found) {
      List<Double> all = naive.get(content.content().entityId());
      List<Double> last = all.subList(Math.max(0, all.size() - 8), all.size());
      assertThat(Arrays.stream(content.recent().rows(List.of("views"))).map(row -> (double) row[0]))
          .containsExactlyElementsOf(
              last.stream().map(views -> (double) views.floatValue()).toList());
    }
  }

  @Test
  void breaksTiesInTimeByTheEventsId() {
    index.save(List.of(tied("b", 2)));
    index.save(List.of(tied("a", 1)));

    assertThat(index.find("tie", "ties").orElseThrow().content().number("views")).isEqualTo(2);
    assertThat(index.nearest(direction(0), "ties", 1, AT).get(0).recent().count()).isEqualTo(1);

    index.save(List.of(tied("c", 3)));
    index.save(List.of(tied("e", 5), tied("d", 4)));
    assertThat(index.nearest(direction(0), "ties", 1, AT).get(0).recent().rows(List.of("views")))
        .isDeepEqualTo(new float[][] {{5}});
  }

  private static EmbeddedContent tied(String eventId, double views) {
    return new EmbeddedContent(
        new ContentSnapshot("tie", "t", null, null, null, eventId, AT, Map.of("views", views)),
        "ties",
        direction(0));
  }

  @Test
  void movesContentWhoseTitleChangesAndNoOther() {
    var before = content("US|moved", "moves", 0, AT, 1);
    var sameTitle =
        new EmbeddedContent(
            content("US|moved", "moves", 0, AT.plusSeconds(1), 2).content(), "moves", direction(9));
    var renamed =
        new EmbeddedContent(
            snapshot("US|moved", "another title", AT.plusSeconds(2), 3), "moves", direction(90));
    index.save(List.of(before));
    index.save(List.of(sameTitle));

    assertThat(index.find("US|moved", "moves"))
        .contains(new EmbeddedContent(sameTitle.content(), "moves", direction(0)));

    index.save(List.of(renamed));
    assertThat(index.find("US|moved", "moves")).contains(renamed);
  }

  @Test
  void removesWhatIsTooOldAndNothingElse() {
    Instant before = soon();
    index.removeOlderThan(before);
    List<EmbeddedContent> old = new ArrayList<>();
    List<EmbeddedContent> kept = new ArrayList<>();
    for (int i = 0; i < 1_300; i++) {
      old.add(content("US|old" + i, "removed", i * 0.01, before.minusSeconds(1 + i), 1));
    }
    for (int i = 0; i < 5; i++) {
      kept.add(content("US|old" + i, "removed-in-part", i, before.plusSeconds(i), 1));
    }
    index.save(old);
    index.save(kept);
    assertThat(index.nearest(direction(0), "removed", 2, Instant.EPOCH)).hasSize(2);

    assertThat(index.removeOlderThan(before)).isEqualTo(1_300);

    assertThat(index.findAll(ids(old), "removed")).isEmpty();
    assertThat(index.nearest(direction(0), "removed", 2, Instant.EPOCH)).isEmpty();
    assertThat(index.findAll(ids(kept), "removed-in-part"))
        .containsExactlyInAnyOrderElementsOf(kept);
    assertThat(index.removeOlderThan(before)).isZero();
  }

  /** Whatever is there came before; cut to what every store keeps. */
  private static Instant soon() {
    return Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
  }

  @Test
  void keepsContentThatCameLatelyHoweverOldItIs() {
    EmbeddedContent played = content("US|played", "played", 1, AT, 1);
    index.save(List.of(played));

    index.removeOlderThan(Instant.now().minusSeconds(3_600));

    assertThat(index.find("US|played", "played")).contains(played);
  }

  private static List<String> ids(List<EmbeddedContent> contents) {
    return contents.stream().map(item -> item.content().entityId()).toList();
  }

  @Test
  void takesContentBackThatWasRemoved() {
    EmbeddedContent old = content("US|back", "back", 10, AT.minusSeconds(1), 1);
    EmbeddedContent next = content("US|back", "back", 10, AT, 2);
    index.save(List.of(old));

    index.removeOlderThan(soon());
    assertThat(index.find("US|back", "back")).isEmpty();
    index.save(List.of(next));

    assertThat(index.find("US|back", "back")).contains(next);
    assertThat(index.nearest(direction(10), "back", 1, AT))
        .extracting(SimilarContent::content)
        .containsExactly(next.content());
    assertThat(views("back")).containsExactly(2);
  }

  @Test
  void refusesWhatNoIndexTakes() {
    var narrow = new EmbeddedContent(snapshot("n", "t", AT, 1), "bad", new float[3]);
    float[] broken = direction(0);
    broken[5] = Float.NaN;

    assertThatThrownBy(() -> index.save(List.of(narrow)))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("3 components; expected 384");
    assertThatThrownBy(
            () -> index.save(List.of(new EmbeddedContent(snapshot("n", "t", AT, 1), "b", broken))))
        .isInstanceOf(StoreRefusedException.class);
    assertThatThrownBy(() -> index.save(List.of(content("x".repeat(256), "bad", 1, AT, 1))))
        .isInstanceOf(StoreRefusedException.class);
  }
}
