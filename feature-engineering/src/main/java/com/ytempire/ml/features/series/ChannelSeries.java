package com.ytempire.ml.features.series;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.features.series.ChannelProgram.Consistency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes the features of a channel from the snapshots of its videos, one event at a time.
 *
 * <p>One object serves all channels of a task, one after the other; it is confined to the task's
 * thread. The state of a channel is a byte array that the caller keeps between calls; the array
 * given is never changed. Its size is bounded: the embeddings of one video more than the longest
 * lookback, and 8 bytes for each of the last 256 videos.
 */
public final class ChannelSeries {
  private final ChannelProgram program;
  private final int[] outputs;
  private final StateReader reader = new StateReader();
  private final StateWriter writer = new StateWriter();
  private final Progress progress = new Progress(reader);
  private final EventInputs inputs;
  private final ChannelHistory history;
  private final double[] values;
  private @Nullable VideoEvent pending;
  private long pendingHash;

  public ChannelSeries(ChannelProgram program) {
    this.program = program;
    this.outputs = program.numbers().stream().mapToInt(Integer::intValue).toArray();
    this.inputs = new EventInputs(program.used());
    this.history = new ChannelHistory(program.embeddingSignature(), program.historyLength());
    this.values = new double[program.slots()];
  }

  /**
   * Processes the next event of a channel. Events come in (event time, event id) order, those of
   * all its videos and regions.
   *
   * @param state state after the event before; null for a new channel
   * @param titleEmbedding embedding of the event's title; null when there is none
   * @param numbers filled with the numbers of the channel schema when COMPUTED
   * @param embeddings of the channel schema, which has none today; untouched
   * @return what became of the event; only after COMPUTED is there a {@link #nextState()}
   * @throws SeriesStateException when the state cannot be read
   */
  public Outcome advance(
      byte @Nullable [] state,
      VideoEvent event,
      float @Nullable [] titleEmbedding,
      double[] numbers,
      float[][] embeddings) {
    long time = event.eventTime().toEpochMilli();
    long idHash = Progress.hash(event.eventId());
    pending = null;
    Outcome outcome = read(state, event, time, idHash);
    if (outcome != Outcome.COMPUTED) {
      return outcome;
    }
    long video = Progress.hash(event.videoId());
    List<float[]> others = titleEmbedding == null ? List.of() : history.others(video);
    for (Consistency consistency : program.consistencies()) {
      values[consistency.slot()] = share(others, titleEmbedding, consistency);
    }
    compute(event, time, numbers);
    if (titleEmbedding != null) {
      history.add(video, titleEmbedding);
    }
    pending = event;
    pendingHash = idHash;
    return outcome;
  }

  private static double share(
      List<float[]> others, float @Nullable [] current, Consistency consistency) {
    if (current == null || others.isEmpty() || others.get(0).length != current.length) {
      return Double.NaN;
    }
    return ContentConsistency.share(
        others, current, consistency.lookbackVideos(), consistency.similarityThreshold());
  }

  private void compute(VideoEvent event, long time, double[] numbers) {
    inputs.fill(values, event, time);
    for (Step.Compute step : program.steps()) {
      values[step.slot()] = step.evaluator().evaluate(values);
    }
    for (int i = 0; i < outputs.length; i++) {
      numbers[i] = values[outputs[i]];
    }
  }

  /**
   * Computes the features of a channel that need no history; those that do are null, and so is what
   * is made of them. Needs no state and no order.
   */
  public void computeStateless(VideoEvent event, double[] numbers) {
    for (Consistency consistency : program.consistencies()) {
      values[consistency.slot()] = Double.NaN;
    }
    compute(event, event.eventTime().toEpochMilli(), numbers);
  }

  private Outcome read(byte @Nullable [] state, VideoEvent event, long time, long idHash) {
    if (state == null) {
      progress.start();
      history.start();
      return Outcome.COMPUTED;
    }
    try {
      reader.reset(state);
      Outcome outcome = progress.read(time, event.eventId(), idHash);
      if (outcome == Outcome.COMPUTED) {
        history.read(reader);
        reader.requireEnd();
      }
      return outcome;
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new SeriesStateException(
          "channel state of " + state.length + " bytes is cut short or damaged", e);
    }
  }

  /** The state to keep after an event that was COMPUTED; a new array. */
  public byte[] nextState() {
    VideoEvent event = pending;
    if (event == null) {
      throw new IllegalStateException("no event was computed since the last call of advance");
    }
    writer.reset();
    progress.write(writer, event.eventTime().toEpochMilli(), event.eventId(), pendingHash);
    history.write(writer);
    return writer.toBytes();
  }
}
