package com.ytempire.ml.inference.operator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Asynchronous inference as a part of a job: versions that switch while it runs, the models, and
 * side outputs for whatever got no answer.
 *
 * <p>Delivery is that of the job's checkpoints. A record that is under way is part of them, and is
 * asked about again after a recovery; a result that had left may then leave again, as everywhere in
 * Flink, so sinks upsert or are transactional.
 *
 * @param name what people see, such as {@code Score trends}
 * @param uid prefix of the uids of its three operators; part of the state's format
 * @param models at least one, each of another name
 * @param combine makes the result
 * @param resultType how results travel
 * @param engines finds the engines where the operators run
 * @param options limits
 */
public record InferenceStep<I, O>(
    String name,
    String uid,
    List<ModelQuery<I>> models,
    CombineAnswers<I, O> combine,
    TypeInformation<O> resultType,
    EnginesForDevices engines,
    InferenceOptions options) {

  public InferenceStep {
    models = List.copyOf(models);
    Set<String> names = new HashSet<>();
    for (ModelQuery<I> query : models) {
      if (!names.add(query.model())) {
        throw new IllegalArgumentException(
            "%s: model %s is there twice".formatted(name, query.model()));
      }
    }
    if (models.isEmpty()) {
      throw new IllegalArgumentException(name + ": no model to ask");
    }
  }

  /**
   * Scores a stream.
   *
   * @param updates versions to switch to; those of other models are ignored. The stream's job ends
   *     only when both streams do. A bounded, empty one stays with the initial versions
   */
  public ScoredStream<I, O> score(DataStream<I> records, DataStream<ModelUpdate> updates) {
    TypeInformation<I> type = records.getType();
    var reports = new OutputTag<>("model-switches", Types.POJO(ModelSwitchReport.class));
    var failures = new OutputTag<>("inference-failures", FailedInference.type(type));
    var timeouts = new OutputTag<>("inference-timeouts", FailedInference.type(type));

    SingleOutputStreamOperator<Routed<I>> routed =
        records
            .connect(updates.broadcast())
            .transform(
                name + ": versions",
                Routed.type(type),
                new SwitchModelsFactory<>(models, engines, reports))
            .uid(uid + "-versions");
    SingleOutputStreamOperator<O> results =
        ask(routed, Outcome.type(type, resultType))
            .name(name)
            .uid(uid)
            .process(new SplitOutcomes<>(failures, timeouts))
            .returns(resultType)
            .name(name + ": outcomes")
            .uid(uid + "-outcomes");
    return new ScoredStream<>(
        results,
        results.getSideOutput(failures),
        results.getSideOutput(timeouts),
        routed.getSideOutput(reports));
  }

  private SingleOutputStreamOperator<Outcome<I, O>> ask(
      DataStream<Routed<I>> routed, TypeInformation<Outcome<I, O>> type) {
    var function = new ModelInference<>(models, combine, engines, options, type);
    long millis = options.timeout().toMillis();
    return switch (options.order()) {
      case ORDERED ->
          AsyncDataStream.orderedWait(
              routed, function, millis, TimeUnit.MILLISECONDS, options.capacity());
      case UNORDERED ->
          AsyncDataStream.unorderedWait(
              routed, function, millis, TimeUnit.MILLISECONDS, options.capacity());
    };
  }
}
