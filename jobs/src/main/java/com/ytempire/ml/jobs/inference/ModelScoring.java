package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.inference.operator.EnginesForDevices;
import com.ytempire.ml.inference.operator.FailedInference;
import com.ytempire.ml.inference.operator.InferenceOptions;
import com.ytempire.ml.inference.operator.InferenceStep;
import com.ytempire.ml.inference.operator.ModelInput;
import com.ytempire.ml.inference.operator.ModelQuery;
import com.ytempire.ml.inference.operator.ModelUpdate;
import com.ytempire.ml.inference.operator.ScoredStream;
import com.ytempire.ml.jobs.io.VideoVector;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Scoring by the version that the registry calls active, whichever that is at the time.
 *
 * @param initial version that answers until an update or a restored state says otherwise
 * @param names numbers that the vectors have; a version that wants another one is refused
 * @param updates makes the stream of versions to switch to, with name and uid
 * @param engines finds the engines where the step runs
 * @param options limits
 */
public record ModelScoring(
    ModelRef initial,
    List<String> names,
    Function<StreamExecutionEnvironment, DataStream<ModelUpdate>> updates,
    EnginesForDevices engines,
    InferenceOptions options)
    implements Scoring {
  static final String UID = "score-vectors";
  static final String UID_FAILED = "unanswered-vectors";

  public ModelScoring {
    names = List.copyOf(names);
  }

  @Override
  public Scored apply(DataStream<VideoVector> vectors) {
    List<String> known = names;
    var combine = new TrendPredictions((Clock & Serializable) Clock.systemUTC());
    var step =
        new InferenceStep<>(
            "Score vectors",
            UID,
            List.of(
                new ModelQuery<>(
                    initial,
                    ModelInput.rowOrSequence(
                        wanted -> TrendPredictions.row(known, wanted),
                        wanted -> TrendPredictions.sequence(known, wanted)))),
            combine,
            TypeInformation.of(Prediction.class),
            engines,
            options);
    ScoredStream<VideoVector, Prediction> scored =
        step.score(vectors, updates.apply(vectors.getExecutionEnvironment()));
    DataStream<FailedVector> failures =
        scored
            .failures()
            .union(scored.timeouts())
            .map(ModelScoring::failed, TypeInformation.of(FailedVector.class))
            .name("Unanswered vectors")
            .uid(UID_FAILED);
    return new Scored(scored.results(), failures);
  }

  private static FailedVector failed(FailedInference<VideoVector> failure) {
    String reason =
        "%s v%s: %s: %s; tried %d times"
            .formatted(
                failure.model(),
                failure.version(),
                failure.reason(),
                failure.message(),
                failure.attempts());
    return new FailedVector(failure.record(), reason);
  }
}
