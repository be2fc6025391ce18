package com.ytempire.ml.jobs.online;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.jobs.io.DeadLetterTag;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The topology of online learning: predictions and outcomes to lessons, lessons to weights, weights
 * to versions that take no traffic. State is exactly-once, versions are effectively once.
 *
 * @param settings how it learns
 * @param publishers where versions go
 */
public record OnlineLearning(OnlineSettings settings, PublisherFactory publishers) {
  /**
   * Operator ids: they tie state to operators across versions of the job. Never change or reuse.
   */
  static final String UID_LESSONS = "lessons";

  static final String UID_LEARN = "learn";
  static final String UID_VERSIONS = "versions";

  /**
   * Adds the operators.
   *
   * @param predictions with their inputs
   * @param outcomes of these, with watermarks: lessons are learnt when event time has passed them
   * @return outcomes that teach nothing
   */
  public DataStream<DeadLetter> define(
      DataStream<Prediction> predictions, DataStream<Outcome> outcomes) {
    SingleOutputStreamOperator<Lesson> lessons =
        predictions
            .keyBy(PairOutcomes::key, Types.STRING)
            .connect(outcomes.keyBy(PairOutcomes::key, Types.STRING))
            .process(new PairOutcomes(settings), TypeInformation.of(Lesson.class))
            .name("Lessons")
            .uid(UID_LESSONS);
    lessons
        .keyBy(Lesson::model, Types.STRING)
        .process(new LearnOnline(settings), TypeInformation.of(LearntVersion.class))
        .name("Learn")
        .uid(UID_LEARN)
        .sinkTo(new VersionSink(publishers, settings))
        .setParallelism(1)
        .name("Versions")
        .uid(UID_VERSIONS);
    return lessons.getSideOutput(DeadLetterTag.DEAD_LETTERS);
  }
}
