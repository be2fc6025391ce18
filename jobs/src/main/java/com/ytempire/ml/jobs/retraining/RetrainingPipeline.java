package com.ytempire.ml.jobs.retraining;

import com.ytempire.ml.drift.event.DriftEvent;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * From verdicts to trainings. Every trigger is recorded once, however often the job is restarted.
 *
 * @param plan how trainings are done, and when they are asked for
 * @param retrainings where they are recorded
 */
public record RetrainingPipeline(RetrainingPlan plan, RetrainingsFactory retrainings) {
  /**
   * Operator ids: they tie state to operators across versions of the job. Never change or reuse.
   */
  static final String UID_TRIGGERS = "retraining-triggers";

  static final String UID_TRAININGS = "retraining-trainings";

  private static final long LIMIT_MINUTES = 60;
  private static final int AT_A_TIME = 16;

  /**
   * Adds the operators.
   *
   * @param verdicts with timestamps and watermarks
   * @return triggers as JSON, once they are recorded
   */
  public DataStream<String> define(DataStream<DriftEvent> verdicts) {
    DataStream<String> triggers =
        verdicts
            .filter(RaiseTriggers::counts)
            .name("Verdicts that count")
            .uid("retraining-verdicts")
            .keyBy(RaiseTriggers::key, Types.STRING)
            .process(new RaiseTriggers(plan.rules()), Types.STRING)
            .name("Retraining triggers")
            .uid(UID_TRIGGERS);
    return AsyncDataStream.orderedWait(
            triggers,
            new QueueTrainings(retrainings, plan),
            LIMIT_MINUTES,
            TimeUnit.MINUTES,
            AT_A_TIME)
        .returns(Types.STRING)
        .name("Queue trainings")
        .uid(UID_TRAININGS);
  }
}
