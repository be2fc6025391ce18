package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trees of one head, grown by XGBoost on one thread, so that sums have one order and equal runs
 * give equal trees. Confined to one thread; holds memory outside the heap.
 */
final class Trees implements AutoCloseable {
  private static final String FORMAT = "ubj";

  private final Booster booster;

  private Trees(Booster booster) {
    this.booster = booster;
  }

  private interface Call<T> {
    T run() throws XGBoostError, IOException;
  }

  private static <T> T call(String what, Call<T> call) {
    try {
      return call.run();
    } catch (XGBoostError | IOException e) {
      throw new TrainingException("XGBoost failed to %s: %s".formatted(what, firstLine(e)), e);
    }
  }

  /** Its messages go on with its own stack. */
  static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason told");
  }

  /** No trees yet. */
  static Trees none(Head head, BoostingSettings settings, long seed, DMatrix training) {
    return call(
        "begin",
        () ->
            new Trees(
                XGBoost.train(
                    training,
                    parameters(head, settings, seed),
                    0,
                    Map.of("training", training),
                    null,
                    null)));
  }

  /** Trees that {@link #bytes} gave, to go on growing. What is drawn by chance begins anew. */
  static Trees of(byte[] bytes, Head head, BoostingSettings settings, long seed) {
    return call(
        "read its checkpoint",
        () -> {
          Booster booster = XGBoost.loadModel(bytes);
          booster.setParams(parameters(head, settings, seed));
          return new Trees(booster);
        });
  }

  private static Map<String, Object> parameters(Head head, BoostingSettings settings, long seed) {
    Map<String, Object> parameters = new HashMap<>();
    boolean isProbability = head.kind() == Head.Kind.PROBABILITY;
    parameters.put("objective", isProbability ? "binary:logistic" : "reg:pseudohubererror");
    parameters.put("eval_metric", isProbability ? "logloss" : "mae");
    // Labels are in units of their own spread. Errors count by their square up to one of these.
    parameters.put("huber_slope", 1);
    // Neither adds anything to the trees' sum.
    parameters.put("base_score", isProbability ? 0.5 : 0.0);
    parameters.put("tree_method", "hist");
    parameters.put("nthread", 1);
    parameters.put("seed", Math.floorMod(seed, Integer.MAX_VALUE));
    parameters.put("seed_per_iteration", true);
    parameters.put("verbosity", 0);
    parameters.put("learning_rate", settings.learningRate());
    parameters.put("max_depth", settings.maxDepth());
    parameters.put("min_child_weight", settings.minChildWeight());
    parameters.put("lambda", settings.l2());
    parameters.put("subsample", settings.rowShare());
    parameters.put("colsample_bytree", settings.columnShare());
    return parameters;
  }

  /** Adds the tree of a round, counted from 0. */
  void grow(DMatrix training, int round) {
    call(
        "grow a tree",
        () -> {
          booster.update(training, round);
          return round;
        });
  }

  /** Losses on rows to learn from and on others, in this order. */
  double[] losses(DMatrix training, DMatrix validation, int round) {
    String text =
        call(
            "measure its loss",
            () ->
                booster.evalSet(
                    new DMatrix[] {training, validation},
                    new String[] {"training", "validation"},
                    round));
    // [12]\ttraining-mae:0.125\tvalidation-mae:0.25
    return Arrays.stream(text.split("\t", -1))
        .skip(1)
        .mapToDouble(part -> number(part.substring(part.lastIndexOf(':') + 1)))
        .toArray();
  }

  private static double number(String text) {
    return switch (text) {
      case "nan", "-nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Sums of the first trees for rows, with their start. */
  float[] sums(DMatrix rows, int trees) {
    if (trees == 0) {
      throw new IllegalArgumentException("no trees");
    }
    float[][] scores = call("answer", () -> booster.predict(rows, true, trees));
    float[] flat = new float[scores.length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = scores[i][0];
    }
    return flat;
  }

  /** The first trees as JSON, with what each decision gained. */
  String[] json(int trees) {
    String[] all = call("tell its trees", () -> booster.getModelDump((String) null, true, "json"));
    return Arrays.copyOf(all, trees);
  }

  /** The trees, to go on from or to answer with. */
  byte[] bytes() {
    return call("write its trees", () -> booster.toByteArray(FORMAT));
  }

  /** The same trees in memory of their own, to answer with; without what growing needs. */
  Trees copy() {
    return call(
        "copy its trees",
        () -> {
          Booster copy = XGBoost.loadModel(bytes());
          copy.setParam("nthread", 1);
          return new Trees(copy);
        });
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
