package com.ytempire.ml.local.training;

import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.dataset.TrainingSetManifest.Counts;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.run.RunProgress;
import com.ytempire.ml.training.run.RunResult;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells on the console how far a run is, at most once a second. Confined to one thread. */
public final class RunLines implements RunProgress {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final Clock clock;
  private @Nullable Instant begun;
  private int firstRound;
  private Instant told = Instant.EPOCH;

  public RunLines(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void loaded(TrainingSet set) {
    Counts counts = set.manifest().counts();
    out.printf(
        "  data       %d examples to learn from, %d to validate, %d to test; %s%n",
        counts.train(),
        counts.validation(),
        counts.test(),
        set.heads().stream().map(Head::word).collect(Collectors.joining(", ")));
    out.flush();
  }

  @Override
  public void leftOut(Head head, String why) {
    out.printf("  left out   %s: %s%n", head.word(), why);
    out.flush();
  }

  @Override
  public boolean epoch(int epoch, int epochs, Map<String, Double> figures) {
    Instant now = clock.instant();
    if (begun == null) {
      begun = now;
      firstRound = epoch;
    }
    if (epoch == epochs || !now.isBefore(told.plus(PAUSE))) {
      told = now;
      out.printf(
          Locale.ROOT,
          "  round      %d of at most %d; loss %.5f, validation %.5f, best %.5f%s%n",
          epoch,
          epochs,
          figures.getOrDefault("train_loss", Double.NaN),
          figures.getOrDefault("val_loss", Double.NaN),
          figures.getOrDefault("best_val_loss", Double.NaN),
          left(epoch, epochs, Duration.between(begun, now)));
      out.flush();
    }
    return true;
  }

  /** At most as long as the rounds that may come, at the pace of those that were. */
  private String left(int epoch, int epochs, Duration took) {
    int done = epoch - firstRound;
    return done == 0 || epoch == epochs
        ? ""
        : "; at most %d s left".formatted(took.toMillis() * (epochs - epoch) / done / 1000);
  }

  @Override
  public void judging() {
    out.println("  judging    by the tests");
    out.flush();
  }

  @Override
  public void judged(RunResult result) {
    out.println();
    ShowRun.print(result, out);
    out.println();
    out.flush();
  }
}
