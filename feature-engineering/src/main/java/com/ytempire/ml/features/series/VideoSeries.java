package com.ytempire.ml.features.series;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.features.definition.Input;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Computes the features of a video from its snapshots, one event at a time.
 *
 * <p>One object serves all videos of a task, one after the other; it is confined to the task's
 * thread. The state of a video is a byte array that the caller keeps between calls; the array given
 * is never changed. Its size is bounded: about 200 bytes, and per window at most 512 samples and
 * the tiles that span the window (see {@link Samples}).
 */
public final class VideoSeries {
  private static final int INPUTS = Input.values().length;

  private final VideoProgram program;
  private final Step[] steps;
  private final int[] outputs;
  private final StateReader reader = new StateReader();
  private final StateWriter writer = new StateWriter();
  private final Progress progress = new Progress(reader);
  private final Snapshot snapshot = new Snapshot();
  private final EventInputs inputs;
  private final Windows windows;
  private final double[] values;
  private @Nullable VideoEvent pending;
  private long pendingHash;

  public VideoSeries(VideoProgram program) {
    this.program = program;
    this.steps = program.steps().toArray(Step[]::new);
    this.outputs = program.numbers().stream().mapToInt(Integer::intValue).toArray();
    this.inputs = new EventInputs(EnumSet.allOf(Input.class)); // vectors carry them all
    this.windows = new Windows(program.windows());
    this.values = new double[program.slots()];
  }

  /**
   * Processes the next event of a series. Events come in (event time, event id) order.
   *
   * @param state state after the event before; null for a new series
   * @param titleEmbedding embedding of the event's title; null when there is none
   * @param sentiment sentiment of the event's title, -1 to 1; NaN is null
   * @param numbers filled with the numbers of the video schema when COMPUTED
   * @param embeddings filled with the embeddings of the video schema when COMPUTED
   * @return what became of the event; only after COMPUTED are there {@link #inputs()} and a {@link
   *     #nextState()}
   * @throws SeriesStateException when the state cannot be read
   */
  public Outcome advance(
      byte @Nullable [] state,
      VideoEvent event,
      float @Nullable [] titleEmbedding,
      double sentiment,
      double[] numbers,
      float[][] embeddings) {
    checkWidth(titleEmbedding);
    long time = event.eventTime().toEpochMilli();
    long idHash = Progress.hash(event.eventId());
    pending = null;
    windows.forgetClosed();
    Outcome outcome = read(state, event, time, idHash);
    if (outcome != Outcome.COMPUTED) {
      return outcome;
    }
    windows.close(time);
    inputs.fill(values, event, time);
    snapshot.fill(values, event, time, progress.lastTime());
    values[program.sentimentSlot()] = sentiment;
    for (Step step : steps) {
      run(step, time);
    }
    for (int i = 0; i < outputs.length; i++) {
      numbers[i] = values[outputs[i]];
    }
    if (program.embeddingWidth() > 0) {
      setEmbedding(embeddings, titleEmbedding);
    }
    pending = event;
    pendingHash = idHash;
    return outcome;
  }

  private void checkWidth(float @Nullable [] embedding) {
    if (embedding != null
        && program.embeddingWidth() > 0
        && embedding.length != program.embeddingWidth()) {
      throw new IllegalArgumentException(
          "title embedding has width " + embedding.length + ", not " + program.embeddingWidth());
    }
  }

  @SuppressWarnings("NullAway") // a null element is null, as FeatureWrite states
  private static void setEmbedding(float[][] embeddings, float @Nullable [] embedding) {
    embeddings[0] = embedding;
  }

  private void run(Step step, long time) {
    if (step instanceof Step.Compute compute) {
      values[compute.slot()] = compute.evaluator().evaluate(values);
    } else if (step instanceof Step.Observe observe) {
      windows.get(observe.window()).observe(values, time);
    } else if (step instanceof Step.Aggregate aggregate) {
      values[aggregate.slot()] = windows.get(aggregate.window()).value(aggregate.aggregate());
    }
  }

  private Outcome read(byte @Nullable [] state, VideoEvent event, long time, long idHash) {
    if (state == null) {
      progress.start();
      snapshot.start();
      windows.start();
      return Outcome.COMPUTED;
    }
    try {
      reader.reset(state);
      Outcome outcome = progress.read(time, event.eventId(), idHash);
      if (outcome == Outcome.COMPUTED) {
        snapshot.read(reader);
        windows.read(reader, progress.lastTime());
      }
      return outcome;
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw damaged(state, e);
    }
  }

  private static SeriesStateException damaged(byte[] state, RuntimeException cause) {
    return new SeriesStateException(
        "video state of " + state.length + " bytes is cut short or damaged", cause);
  }

  /**
   * Every input of an event that was COMPUTED, whether or not a feature reads it.
   *
   * @return a new array, one value per {@link Input} in their order; NaN is null
   */
  public double[] inputs() {
    requirePending();
    return Arrays.copyOf(values, INPUTS);
  }

  private VideoEvent requirePending() {
    VideoEvent event = pending;
    if (event == null) {
      throw new IllegalStateException("no event was computed since the last call of advance");
    }
    return event;
  }

  /** The state to keep after an event that was COMPUTED; a new array. */
  public byte[] nextState() {
    VideoEvent event = requirePending();
    long time = event.eventTime().toEpochMilli();
    writer.reset();
    progress.write(writer, time, event.eventId(), pendingHash);
    snapshot.write(writer, event);
    windows.write(writer, time);
    return writer.toBytes();
  }

  /**
   * Closes the tumbling and hopping windows that end at or before a time. To be called when the
   * watermark passes {@link #nextWindowEnd}; {@link #advance} closes by itself what an event's time
   * completes. What was closed is then to be had from {@link #drainClosed}.
   *
   * @return the state to keep; the same array when no window was closed
   * @throws SeriesStateException when the state cannot be read
   */
  public byte[] closeWindows(byte[] state, long watermarkMillis) {
    pending = null;
    int sections = readWindows(state);
    if (!windows.close(watermarkMillis)) {
      return state;
    }
    writer.reset();
    writer.writeBytes(state, 0, sections);
    windows.write(writer, progress.lastTime());
    return writer.toBytes();
  }

  /**
   * Hands out the windows that the last call of {@link #advance} or {@link #closeWindows} closed,
   * ordered by start, then by column. Each is handed out once.
   */
  public void drainClosed(Consumer<ClosedWindow> sink) {
    windows.drainClosed(sink);
  }

  /**
   * Earliest end of an open window, in milliseconds since the epoch, or Long.MAX_VALUE: when the
   * caller has to call {@link #closeWindows} at the latest.
   *
   * @throws SeriesStateException when the state cannot be read
   */
  public long nextWindowEnd(byte[] state) {
    pending = null;
    readWindows(state);
    return windows.nextEnd();
  }

  /** Reads a state without an event; returns where its windows begin. */
  private int readWindows(byte[] state) {
    try {
      reader.reset(state);
      progress.read();
      snapshot.read(reader);
      int sections = reader.position();
      windows.read(reader, progress.lastTime());
      return sections;
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw damaged(state, e);
    }
  }
}
