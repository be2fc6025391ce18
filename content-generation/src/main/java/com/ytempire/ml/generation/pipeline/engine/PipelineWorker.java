package com.ytempire.ml.generation.pipeline.engine;

import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.generation.call.Timekeeper;
import com.ytempire.ml.generation.pipeline.definition.PipelineDefinition;
import com.ytempire.ml.generation.pipeline.run.PipelineRun;
import com.ytempire.ml.generation.pipeline.run.RunState;
import com.ytempire.ml.generation.pipeline.run.Runs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs on, a few at a time, until it is closed; then it hands back what it has, for another
 * to go on with. Several may work on one store. Safe to share.
 */
public final class PipelineWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineWorker.class);
  private static final Duration CLOSING = Duration.ofSeconds(10);
  private static final int HEARTBEATS_PER_LEASE = 4;

  private final Map<String, PipelineDefinition> pipelines;
  private final Map<String, Stage> stages;
  private final Runs runs;
  private final Options options;
  private final ExecutorService threads;
  private final List<Thread> takers = new ArrayList<>();
  private volatile boolean isClosing;

  /**
   * How it works.
   *
   * @param worker a name that no other has, at most 200 characters
   * @param atOnce most runs at a time, 1 or more
   * @param lease after this long without a word, another one takes its runs on; a second or more
   * @param poll how often it asks for a run where there is none
   */
  public record Options(String worker, int atOnce, Duration lease, Duration poll) {
    public Options {
      if (atOnce < 1 || lease.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException(
            "%d runs at once, lease %s; expected 1 or more and 1 s or more"
                .formatted(atOnce, lease));
      }
    }
  }

  private final Timekeeper time;
  private final Clock clock;

  /**
   * Begins to work.
   *
   * @param pipelines by name
   * @param stages by name: all that the pipelines have
   */
  public PipelineWorker(
      Map<String, PipelineDefinition> pipelines,
      Map<String, Stage> stages,
      Runs runs,
      Options options,
      Timekeeper time,
      Clock clock) {
    this.pipelines = Map.copyOf(pipelines);
    this.stages = Map.copyOf(stages);
    this.runs = runs;
    this.options = options;
    this.time = time;
    this.clock = clock;
    var number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "pipeline-stage-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 1; i <= options.atOnce(); i++) {
      // Each has a name of its own: a run is held by one of them.
      String worker = options.worker() + "/" + i;
      var thread = new Thread(() -> take(worker), "pipeline-runs-" + i);
      thread.setDaemon(true);
      thread.start();
      takers.add(thread);
    }
  }

  private void take(String worker) {
    while (!isClosing) {
      try {
        Optional<PipelineRun> run = runs.claim(worker, options.lease());
        if (run.isPresent()) {
          execute(run.get(), worker);
        } else {
          TimeUnit.NANOSECONDS.sleep(options.poll().toNanos());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (StoreUnavailableException e) {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("runs cannot be asked for");
        pause();
      } catch (RuntimeException e) {
        LOG.error("a run broke off; another worker goes on with it once the lease is over", e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(options.poll().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void execute(PipelineRun run, String worker) throws InterruptedException {
    PipelineDefinition pipeline = pipelines.get(run.pipeline());
    if (pipeline == null) {
      var unused =
          runs.leave(
              run.id(),
              worker,
              RunState.FAILED,
              "there is no pipeline %s any more".formatted(run.pipeline()),
              clock.instant());
      return;
    }
    var tools =
        new RunExecution.Tools(
            worker, threads, time, clock, options.lease().dividedBy(HEARTBEATS_PER_LEASE));
    try {
      var unused = new RunExecution(pipeline, stages, runs, run, tools).execute();
    } catch (InterruptedException e) {
      handBack(run, worker);
      throw e;
    }
  }

  private void handBack(PipelineRun run, String worker) {
    boolean isInterrupted = Thread.interrupted();
    try {
      var unused = runs.leave(run.id(), worker, RunState.QUEUED, "", clock.instant());
    } catch (StoreUnavailableException e) {
      LOG.atWarn().addKeyValue("run", run.id()).log("the run is not handed back; its lease ends");
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Stops what runs and hands it back; waits for that, some seconds at most. */
  @Override
  public void close() {
    isClosing = true;
    takers.forEach(Thread::interrupt);
    boolean isInterrupted = Thread.interrupted();
    try {
      for (Thread taker : takers) {
        taker.join(CLOSING.toMillis());
      }
    } catch (InterruptedException e) {
      isInterrupted = true;
    }
    threads.shutdownNow();
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
