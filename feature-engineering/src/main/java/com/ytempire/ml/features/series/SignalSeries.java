package com.ytempire.ml.features.series;

import com.ytempire.ml.core.event.TrendSignal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes the features of a topic at a source from its trend signals, one at a time.
 *
 * <p>With V0, V1 and V2 the sums of volume over (t − W, t], (t − 2W, t − W] and (t − 3W, t − 2W],
 * the numbers of a window W are: volume = V0; velocity = (V0 − V1) / hours(W); acceleration = (V0 −
 * 2·V1 + V2) / hours(W)²; strength = mean of score over (t − W, t], weighted by volume, from 0 to
 * 1. Velocity is null until signals have come for 2W, acceleration until 3W: before, the earlier
 * windows are not fully observed. Strength is null when no signal with volume has a score.
 *
 * <p>The last {@value SignalSamples#MAX_EXACT} signals are kept as they are; older ones are folded
 * into tiles of a 64th of each window. A tile counts where its newest signal is, so beyond that
 * many signals each edge of a window is exact to one tile. State is at most about 40 kB with the
 * default windows.
 *
 * <p>One object serves all topics of a task, one after the other; it is confined to the task's
 * thread. State arrays given are never changed.
 */
public final class SignalSeries {
  private static final int FOLDED_AT_ONCE = 64;

  private final StateReader reader = new StateReader();
  private final StateWriter writer = new StateWriter();
  private final Progress progress = new Progress(reader);
  private final SignalSamples samples = new SignalSamples();
  private final List<SignalTiles> windows;
  private final long longestMillis;
  private @Nullable TrendSignal pending;
  private long pendingHash;

  public SignalSeries(SignalProgram program) {
    windows = program.windowMillis().stream().map(SignalTiles::new).toList();
    longestMillis = program.windowMillis().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /**
   * Processes the next signal of a series. Signals come in (event time, event id) order.
   *
   * @param state state after the signal before; null for a new series
   * @param numbers filled with the numbers of the topic schema when COMPUTED
   * @return what became of the signal; only after COMPUTED is there a {@link #nextState()}
   * @throws SeriesStateException when the state cannot be read
   */
  public Outcome advance(byte @Nullable [] state, TrendSignal signal, double[] numbers) {
    long time = signal.eventTime().toEpochMilli();
    long idHash = Progress.hash(signal.eventId());
    pending = null;
    Outcome outcome = read(state, signal, time, idHash);
    if (outcome != Outcome.COMPUTED) {
      return outcome;
    }
    samples.add(time, signal.volume(), signal.score() == null ? Double.NaN : signal.score());
    samples.dropUpTo(time - 3 * longestMillis);
    if (samples.size() > SignalSamples.MAX_EXACT) {
      fold();
    }
    for (int i = 0; i < windows.size(); i++) {
      SignalTiles window = windows.get(i);
      window.dropUpTo(time - 3 * window.windowMillis);
      window.compute(samples, time, numbers, i * SignalProgram.NUMBERS);
    }
    pending = signal;
    pendingHash = idHash;
    return outcome;
  }

  private void fold() {
    for (int i = 0; i < FOLDED_AT_ONCE; i++) {
      int oldest = samples.head++;
      for (SignalTiles window : windows) {
        window.fold(samples.times[oldest], samples.volumes[oldest], samples.scores[oldest]);
      }
    }
  }

  private Outcome read(byte @Nullable [] state, TrendSignal signal, long time, long idHash) {
    if (state == null) {
      progress.start();
      samples.clear();
      windows.forEach(window -> window.start(time));
      return Outcome.COMPUTED;
    }
    try {
      reader.reset(state);
      Outcome outcome = progress.read(time, signal.eventId(), idHash);
      if (outcome == Outcome.COMPUTED) {
        samples.read(reader, progress.lastTime());
        readWindows();
        reader.requireEnd();
      }
      return outcome;
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new SeriesStateException(
          "signal state of " + state.length + " bytes is cut short or damaged", e);
    }
  }

  private void readWindows() {
    // A window that is new in the definitions knows what the signals kept as they are tell.
    long known = samples.size() > 0 ? samples.times[samples.head] : progress.lastTime();
    windows.forEach(window -> window.start(known));
    int sections = reader.readCount(Byte.MAX_VALUE);
    for (int i = 0; i < sections; i++) {
      long signature = reader.readLong();
      int length = reader.readInt();
      int end = reader.position() + length;
      for (SignalTiles window : windows) {
        if (window.signature() == signature) {
          window.read(reader, progress.lastTime());
        }
      }
      reader.position(end);
    }
  }

  /** The state to keep after a signal that was COMPUTED; a new array. */
  public byte[] nextState() {
    TrendSignal signal = pending;
    if (signal == null) {
      throw new IllegalStateException("no signal was computed since the last call of advance");
    }
    long time = signal.eventTime().toEpochMilli();
    writer.reset();
    progress.write(writer, time, signal.eventId(), pendingHash);
    samples.write(writer, time);
    writer.writeVarint(windows.size());
    windows.forEach(window -> window.write(writer, time));
    return writer.toBytes();
  }
}
