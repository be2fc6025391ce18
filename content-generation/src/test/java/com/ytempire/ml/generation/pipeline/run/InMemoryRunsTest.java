package com.ytempire.ml.generation.pipeline.run;

import java.time.Clock;

class InMemoryRunsTest extends RunsContract {
  private final Runs runs = new InMemoryRuns(Clock.systemUTC());

  @Override
  Runs runs() {
    return runs;
  }
}
