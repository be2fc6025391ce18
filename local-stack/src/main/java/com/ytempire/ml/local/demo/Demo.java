package com.ytempire.ml.local.demo;

import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.run.RunOptions;
import com.ytempire.ml.local.run.StagedRun;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.training.TrainingSupervisor;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;

/** The demo on a started stack, from its first record to the table at the end. */
public final class Demo {
  private static final int PARALLELISM = 2;

  private final DemoOptions options;
  private final PrintWriter console;
  private final Clock clock;

  public Demo(DemoOptions options, PrintWriter console, Clock clock) {
    this.options = options;
    this.console = console;
    this.clock = clock;
  }

  /**
   * Closes the loop, and then does what is to be done while everything still runs.
   *
   * @param afterwards called with whether the loop closed, once the table is printed
   * @return whether the loop closed
   */
  public boolean run(LocalStack stack, Afterwards afterwards) throws Exception {
    DemoWorld world = world();
    var input = new HeldInput(world.source());
    var teller = new Teller(console, options.terminal());
    var runOptions =
        new RunOptions(
            options.features(),
            options.models(),
            input,
            PlayOptions.defaults(),
            false,
            Optional.empty(),
            true,
            true,
            PARALLELISM);
    try (StagedRun run = StagedRun.begin(stack, runOptions, options.environment(), console, clock);
        LoopStores stores = LoopStores.of(stack.data().root(), options.environment(), clock);
        TrainingSupervisor trainings =
            TrainingSupervisor.start(options.worker(), run.settings(), console)) {
      var loop =
          new ClosedLoop(
              run, input, stores, world.drift(), teller, world.timeline(), options.seed());
      loop.run();
      loop.findings().took(teller.elapsed());
      boolean closed = tell(loop.findings());
      afterwards.run(closed);
      return closed;
    }
  }

  /** What is done once the table is printed, while everything still runs. */
  @FunctionalInterface
  public interface Afterwards {
    void run(boolean closed) throws Exception;
  }

  private DemoWorld world() throws IOException {
    return options.inputs().isEmpty()
        ? DemoWorld.synthetic(
            options.seed(), options.learnt(), options.quiet(), options.drift(), clock)
        : DemoWorld.files(options.inputs(), options.drift(), clock);
  }

  private boolean tell(Findings findings) throws IOException {
    DemoTable.print(findings, console);
    if (options.report().isPresent()) {
      DemoReport.write(findings, options.report().get());
    }
    return findings.missing().isEmpty();
  }
}
