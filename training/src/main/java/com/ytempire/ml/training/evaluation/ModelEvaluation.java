package com.ytempire.ml.training.evaluation;

import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How well a model answers, by head, in the order of its heads.
 *
 * @param heads heads for which no row has a label are absent
 */
public record ModelEvaluation(Map<Head, HeadEvaluation> heads) {
  public ModelEvaluation {
    heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
  }

  /**
   * @param features names of the examples' features
   * @param heads names of the examples' labels
   * @param training what the model learnt from: naive answers know its mean labels
   * @param judged examples of other groups
   * @param answers the model's answers, one per judged example, for every head
   * @param seed of what is drawn for the intervals
   */
  public static ModelEvaluation of(
      List<String> features,
      List<Head> heads,
      List<Example> training,
      List<Example> judged,
      Map<Head, double[]> answers,
      long seed) {
    Map<Head, HeadEvaluation> evaluations = new LinkedHashMap<>();
    for (int i = 0; i < heads.size(); i++) {
      int label = i;
      Head head = heads.get(label);
      double[] given =
          Objects.requireNonNull(answers.get(head), () -> "no answers for " + head.word());
      List<Judged> rows = Judged.of(judged, label, given);
      if (rows.isEmpty()) {
        continue;
      }
      double mean =
          training.stream()
              .mapToDouble(example -> example.labels()[label])
              .filter(value -> !Double.isNaN(value))
              .average()
              .orElse(0);
      Map<NaiveAnswer, List<Judged>> naive = new EnumMap<>(NaiveAnswer.class);
      for (NaiveAnswer answer : NaiveAnswer.of(head, features)) {
        naive.put(answer, Judged.of(judged, label, answer.answers(head, features, mean, judged)));
      }
      evaluations.put(head, HeadEvaluation.of(head, rows, naive, seed));
    }
    return new ModelEvaluation(evaluations);
  }

  /**
   * All figures by name, such as {@code viral_probability_auc}; those that are NaN are left out.
   */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    heads.forEach(
        (head, evaluation) ->
            evaluation
                .metrics()
                .figures()
                .forEach(
                    (figure, value) -> {
                      if (!value.isNaN()) {
                        figures.put(head.word() + "_" + figure.word(), value);
                      }
                    }));
    return figures;
  }
}
