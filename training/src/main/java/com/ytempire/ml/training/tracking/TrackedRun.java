package com.ytempire.ml.training.tracking;

import com.ytempire.ml.training.tracking.TrackingEvent.Ended;
import com.ytempire.ml.training.tracking.TrackingEvent.Left;
import com.ytempire.ml.training.tracking.TrackingEvent.Measured;
import com.ytempire.ml.training.tracking.TrackingEvent.Noted;
import com.ytempire.ml.training.tracking.TrackingEvent.Registered;
import com.ytempire.ml.training.tracking.TrackingEvent.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run tells. Calls only write to a file and never fail the run: where that file cannot be
 * written, the rest of the run is not tracked, and the log says so. Confined to one thread.
 */
public final class TrackedRun implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TrackedRun.class);

  private final Clock clock;
  private @Nullable RunJournal journal;

  /**
   * @param journal null where runs are not tracked
   */
  TrackedRun(@Nullable RunJournal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** Facts that were found, by name. */
  public void note(Map<String, String> tags) {
    append(new Noted(new LinkedHashMap<>(tags)));
  }

  /**
   * Figures.
   *
   * @param epoch from 1; 0 of what is measured once
   * @param figures by name; NaN is left out
   */
  public void measure(int epoch, Map<String, Double> figures) {
    append(new Measured(epoch, clock.millis(), new LinkedHashMap<>(figures)));
  }

  /**
   * A file that the run left. It is kept until it was sent, whatever becomes of the original.
   *
   * @param name where it is among the run's files, such as {@code model/model.onnx}
   * @param file is not written again
   */
  public void leave(String name, Path file) {
    RunJournal open = journal;
    if (open == null) {
      return;
    }
    try {
      Path kept = open.keep(file).toAbsolutePath();
      append(new Left(name, kept.toString(), file.toAbsolutePath().toString()));
    } catch (IOException e) {
      log.warn("{} of a run is not tracked, it cannot be kept", file, e);
    }
  }

  /**
   * A version of a model.
   *
   * @param source address of its files
   */
  public void register(String model, String version, String source) {
    append(new Registered(model, version, source));
  }

  /** It gave what was asked for. */
  public void finish() {
    append(new Ended(Status.FINISHED, clock.millis()));
  }

  /** It gave nothing. */
  public void fail(String reason) {
    note(Map.of("ytempire.failure", reason));
    append(new Ended(Status.FAILED, clock.millis()));
  }

  /** It was stopped by whoever asked for it. */
  public void cancel() {
    append(new Ended(Status.KILLED, clock.millis()));
  }

  private void append(TrackingEvent event) {
    RunJournal open = journal;
    if (open == null) {
      return;
    }
    try {
      open.append(event);
    } catch (IOException e) {
      log.warn("the rest of the run is not tracked, its journal cannot be written", e);
      close();
    }
  }

  /** Nothing more is told; a run that has not ended may go on elsewhere. */
  @Override
  public void close() {
    RunJournal open = journal;
    journal = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      log.warn("a journal cannot be closed", e);
    }
  }
}
