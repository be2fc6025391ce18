package com.ytempire.ml.local.run;

import com.ytempire.ml.api.testing.WordEncoder;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.prediction.Growth;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Videos from which nothing was learnt, each about a topic of its own, so that a question about the
 * topic is one about the video. Immutable.
 */
final class UnseenVideos {
  /**
   * A topic is drawn towards its prior as if by one video more: what a version says of a video
   * counts if the video is there a few times.
   */
  private static final int UPLOADS = 6;

  private final List<Video> videos = new ArrayList<>();

  /**
   * A video at one of its snapshots.
   *
   * @param id at its source
   * @param word its topic
   * @param numbers what models read of the snapshot
   * @param isTakingOff whether its views have grown by a fifth at its next snapshot
   */
  record Video(String id, String word, Map<String, Double> numbers, boolean isTakingOff) {
    /** A question that no other one equals. */
    String question(int number) {
      return "%1$s %1$s %1$s n%2$d".formatted(word, number);
    }
  }

  private UnseenVideos() {}

  /** The videos on the side of the tests, at their second snapshot. */
  static UnseenVideos of(TrainingSet set) {
    Map<String, List<Example>> series = new LinkedHashMap<>();
    for (Example example : set.examples(Side.TEST)) {
      series.computeIfAbsent(example.group(), group -> new ArrayList<>()).add(example);
    }
    var unseen = new UnseenVideos();
    var words = new Words();
    int views = set.features().indexOf(Input.VIEWS.word());
    series.forEach(
        (id, snapshots) -> {
          Example now = snapshots.get(1);
          Example next = snapshots.get(2);
          unseen.videos.add(
              new Video(
                  id,
                  words.next(),
                  numbers(set.features(), now),
                  Growth.isViral(now.features()[views], next.features()[views])));
        });
    return unseen;
  }

  private static Map<String, Double> numbers(List<String> names, Example example) {
    Map<String, Double> numbers = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      numbers.put(names.get(i), (double) example.features()[i]);
    }
    return numbers;
  }

  /** Words that the encoder tells apart. */
  private static final class Words {
    private final Set<Integer> taken = new HashSet<>();
    private int tried;

    String next() {
      String word;
      do {
        word = "topic" + tried++;
      } while (!taken.add(place(WordEncoder.embedding(word))));
      return word;
    }

    private static int place(float[] embedding) {
      int place = 0;
      while (embedding[place] == 0) {
        place++;
      }
      return place;
    }
  }

  int size() {
    return videos.size();
  }

  Video get(int index) {
    return videos.get(index);
  }

  /** How many of them take off. */
  long takingOff() {
    return videos.stream().filter(Video::isTakingOff).count();
  }

  /** All of them as just seen. */
  List<EmbeddedContent> contents(Instant now) {
    List<EmbeddedContent> contents = new ArrayList<>();
    for (Video video : videos) {
      for (int upload = 0; upload < UPLOADS; upload++) {
        contents.add(
            new EmbeddedContent(
                new ContentSnapshot(
                    "US|%s-%d".formatted(video.id(), upload),
                    video.word(),
                    "channel",
                    24,
                    now.minus(Duration.ofDays(3)),
                    "snapshot",
                    now.minus(Duration.ofMinutes(5)),
                    video.numbers()),
                WordEncoder.VERSION,
                WordEncoder.embedding(video.word())));
      }
    }
    return contents;
  }
}
