package com.ytempire.ml.training.run;

import com.ytempire.ml.training.boosting.BoostingTrainer;
import com.ytempire.ml.training.trainer.Trainer;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.transformer.TransformerTrainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways of training that there are, by type. Immutable. */
public final class Trainers {
  private final Map<String, Trainer> byType = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException when two have one type
   */
  public Trainers(List<Trainer> trainers) {
    for (Trainer trainer : trainers) {
      if (byType.putIfAbsent(trainer.type(), trainer) != null) {
        throw new IllegalArgumentException("two trainers of type " + trainer.type());
      }
    }
  }

  /** Those that come with the project. */
  public static Trainers shipped() {
    return new Trainers(List.of(new TransformerTrainer(), new BoostingTrainer()));
  }

  /** Their types, in order. */
  public List<String> types() {
    return List.copyOf(byType.keySet());
  }

  /**
   * @throws TrainingException when there is none of the type; it names those that there are
   */
  public Trainer require(String type) {
    Trainer trainer = byType.get(type);
    if (trainer == null) {
      throw new TrainingException(
          "there is no trainer of type %s here; there is %s"
              .formatted(type, String.join(", ", byType.keySet())));
    }
    return trainer;
  }
}
