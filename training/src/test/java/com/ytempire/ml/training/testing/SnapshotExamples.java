package com.ytempire.ml.training.testing;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.LineReader;
import com.ytempire.ml.core.event.json.VideoEventReader;
import com.ytempire.ml.core.prediction.Growth;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.series.Outcome;
import com.ytempire.ml.features.series.VideoSeries;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Labelled examples with all inputs, made of a file of events; for tests. */
public final class SnapshotExamples {
  public static final List<String> FEATURES = Input.words();
  public static final List<Head> HEADS =
      List.of(
          Head.VIRAL_PROBABILITY, Head.LOG_GROWTH, Head.LIKES_LOG_GROWTH, Head.COMMENTS_LOG_GROWTH);

  /** Examples of one file, cut in three by time and by video. */
  public record Split(List<Example> training, List<Example> validation, List<Example> judged) {}

  private SnapshotExamples() {}

  /** Every snapshot that has views and a later one, in order of time. */
  public static List<Example> of(Path file) throws IOException {
    List<VideoEvent> events = events(file);
    VideoSeries series =
        FeaturePlan.parse(
                "features: {engagement: [{name: view_rate, formula: view_rate_per_hour}]}", "test")
            .newVideoSeries();
    Map<String, byte[]> states = new HashMap<>();
    Map<String, VideoEvent> lastEvents = new HashMap<>();
    Map<String, List<float[]>> inputs = new HashMap<>();
    List<Example> examples = new ArrayList<>();
    for (VideoEvent event : events) {
      String id = event.seriesId();
      Outcome outcome =
          series.advance(states.get(id), event, null, Double.NaN, new double[1], new float[0][]);
      if (outcome != Outcome.COMPUTED) {
        continue;
      }
      states.put(id, series.nextState());
      if (event.views() == null) {
        continue;
      }
      VideoEvent last = lastEvents.get(id);
      if (last != null && !last.eventTime().isBefore(event.eventTime())) {
        continue;
      }
      if (last != null) {
        List<float[]> known = inputs.get(id);
        int now = known.size() - 1;
        examples.add(
            example(last, known.get(now), event)
                .after(known.subList(Math.max(0, now + 1 - SnapshotSequence.MOST_STEPS), now)));
      }
      lastEvents.put(id, event);
      inputs.computeIfAbsent(id, video -> new ArrayList<>()).add(floats(series.inputs()));
    }
    examples.sort(
        Comparator.comparing(Example::at)
            .thenComparing(Example::entityId)
            .thenComparing(Example::labelAt));
    return examples;
  }

  private static List<VideoEvent> events(Path file) throws IOException {
    List<VideoEvent> events = new ArrayList<>();
    var reader = new VideoEventReader(Clock.systemUTC());
    try (LineReader lines = LineReader.open(Files.newInputStream(file))) {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        try {
          events.add(reader.read(line.bytes()));
        } catch (InvalidEventException e) {
          if (!e.field().equals("video_id")) {
            throw new IOException(e.reason(), e);
          }
        }
      }
    }
    events.sort(Comparator.comparing(VideoEvent::eventTime).thenComparing(VideoEvent::eventId));
    return events;
  }

  private static float[] floats(double[] inputs) {
    float[] floats = new float[inputs.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) inputs[i];
    }
    return floats;
  }

  private static Example example(VideoEvent now, float[] inputs, VideoEvent next) {
    double before = now.views();
    double after = next.views();
    return new Example(
        now.seriesId(),
        now.videoId(),
        now.eventTime(),
        next.eventTime(),
        inputs,
        new float[] {
          Growth.isViral(before, after) ? 1 : 0,
          (float) Growth.log(before, after),
          growth(now.likes(), next.likes()),
          growth(now.comments(), next.comments())
        },
        Map.of(
            "region", String.valueOf(now.region()), "category", String.valueOf(now.categoryId())));
  }

  private static float growth(Long before, Long after) {
    return before == null || after == null ? Float.NaN : (float) Growth.log(before, after);
  }

  /**
   * Judged are videos first seen in the last quarter of the time; what is learnt from has its label
   * before it, a sixth of its videos being for validation.
   */
  public static Split split(List<Example> examples) {
    Instant first = examples.get(0).at();
    long span = examples.get(examples.size() - 1).at().toEpochMilli() - first.toEpochMilli();
    Instant cut = first.plusMillis((long) (0.75 * span));
    Set<String> seen = new HashSet<>();
    examples.stream()
        .filter(example -> example.at().isBefore(cut))
        .forEach(example -> seen.add(example.group()));
    List<Example> earlier =
        examples.stream().filter(example -> example.labelAt().isBefore(cut)).toList();
    Predicate<Example> isValidation = example -> Math.floorMod(example.group().hashCode(), 6) == 0;
    return new Split(
        earlier.stream().filter(isValidation.negate()).toList(),
        earlier.stream().filter(isValidation).toList(),
        examples.stream().filter(example -> !seen.contains(example.group())).toList());
  }
}
