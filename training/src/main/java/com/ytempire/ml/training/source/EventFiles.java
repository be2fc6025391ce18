package com.ytempire.ml.training.source;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.LineReader;
import com.ytempire.ml.core.event.json.VideoEventReader;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.series.Outcome;
import com.ytempire.ml.features.series.VideoSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recorded events, and what the feature job computes of them. Stateless. */
public final class EventFiles {
  private EventFiles() {}

  /**
   * The events of a file of JSON lines, plain or gzipped, in its order. Lines without a video id
   * are about something else and left out.
   *
   * @param clock tells now, against which times are bounded
   * @throws IOException when the file cannot be read or a line is not an event
   */
  public static List<VideoEvent> read(Path file, Clock clock) throws IOException {
    List<VideoEvent> events = new ArrayList<>();
    var reader = new VideoEventReader(clock);
    try (LineReader lines = LineReader.open(Files.newInputStream(file))) {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        try {
          events.add(reader.read(line.bytes()));
        } catch (InvalidEventException e) {
          if (!e.field().equals("video_id")) {
            throw new IOException("%s:%d: %s".formatted(file, line.number(), e.reason()), e);
          }
        }
      }
    }
    return events;
  }

  /** Takes an event with what was computed of it. */
  @FunctionalInterface
  public interface Computed {
    /**
     * @param event neither a duplicate nor late
     * @param numbers the numbers of the video schema; what needs a model is NaN
     * @param inputs one per input in their order
     */
    void take(VideoEvent event, double[] numbers, double[] inputs) throws IOException;
  }

  /**
   * Computes the features of events by the code of the feature job, in the order of their times,
   * whatever order they are given in.
   */
  public static void compute(FeaturePlan plan, List<VideoEvent> events, Computed computed)
      throws IOException {
    List<VideoEvent> ordered = new ArrayList<>(events);
    ordered.sort(Comparator.comparing(VideoEvent::eventTime).thenComparing(VideoEvent::eventId));
    VideoSeries series = plan.newVideoSeries();
    int width = plan.videoSchema().numberCount();
    float[][] embeddings = new float[plan.videoSchema().embeddingCount()][];
    Map<String, byte[]> states = new HashMap<>();
    for (VideoEvent event : ordered) {
      double[] numbers = new double[width];
      byte @Nullable [] state = states.get(event.seriesId());
      if (series.advance(state, event, null, Double.NaN, numbers, embeddings) == Outcome.COMPUTED) {
        computed.take(event, numbers, series.inputs());
        states.put(event.seriesId(), series.nextState());
      }
    }
  }
}
