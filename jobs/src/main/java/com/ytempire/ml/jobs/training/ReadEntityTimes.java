package com.ytempire.ml.jobs.training;

import com.ytempire.ml.training.dataset.SetPlan;
import com.ytempire.ml.training.example.EntityTime;
import com.ytempire.ml.training.source.EntityTimesFile;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Reads the file of the entities that are asked for. It is held in memory by its one task. */
final class ReadEntityTimes implements FlatMapFunction<Long, GroupPart> {
  private static final long serialVersionUID = 1L;

  private final String file;

  ReadEntityTimes(Path file) {
    this.file = file.toAbsolutePath().toString();
  }

  @Override
  public void flatMap(Long once, Collector<GroupPart> out) throws IOException {
    for (EntityTime time : EntityTimesFile.read(Path.of(file))) {
      out.collect(new GroupPart(SetPlan.group(time.entity()), null, time));
    }
  }
}
