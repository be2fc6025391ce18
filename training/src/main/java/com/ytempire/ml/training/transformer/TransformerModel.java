package com.ytempire.ml.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.training.calibration.PlattScaling;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.TrainedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network that has been learnt. Holds no memory outside the heap between calls. */
final class TransformerModel implements TrainedModel {
  private static final int BATCH = 256;

  private final TransformerSettings settings;
  private final ColumnPieces pieces;
  private final ParameterLayout layout;
  private final HeadTargets targets;
  private final float[] parameters;
  private final List<PlattScaling> calibrations;
  private final Map<String, String> description;

  private TransformerModel(
      TransformerSettings settings,
      ColumnPieces pieces,
      ParameterLayout layout,
      HeadTargets targets,
      float[] parameters,
      List<PlattScaling> calibrations,
      Map<String, String> description) {
    this.settings = settings;
    this.pieces = pieces;
    this.layout = layout;
    this.targets = targets;
    this.parameters = parameters;
    this.calibrations = List.copyOf(calibrations);
    this.description = Map.copyOf(description);
  }

  /**
   * Calibrates what was learnt.
   *
   * @param validation examples that it was not fitted to
   */
  static TransformerModel calibrated(
      TransformerSettings settings,
      ColumnPieces pieces,
      ParameterLayout layout,
      HeadTargets targets,
      float[] parameters,
      List<Example> validation,
      TransformerProgress progress) {
    List<PlattScaling> none = targets.heads().stream().map(head -> PlattScaling.NONE).toList();
    var raw = new TransformerModel(settings, pieces, layout, targets, parameters, none, Map.of());
    double[][] scores = raw.scores(validation);
    List<PlattScaling> calibrations = new ArrayList<>();
    for (int head = 0; head < targets.heads().size(); head++) {
      calibrations.add(calibration(targets, head, scores, validation));
    }
    return new TransformerModel(
        settings, pieces, layout, targets, parameters, calibrations, raw.describe(progress));
  }

  private static PlattScaling calibration(
      HeadTargets targets, int head, double[][] scores, List<Example> examples) {
    if (targets.heads().get(head).kind() != Head.Kind.PROBABILITY) {
      return PlattScaling.NONE;
    }
    double[] logits = new double[scores.length];
    boolean[] isOne = new boolean[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      float label = examples.get(i).labels()[head];
      if (!Float.isNaN(label)) {
        logits[count] = scores[i][head];
        isOne[count++] = label == 1;
      }
    }
    return PlattScaling.fit(Arrays.copyOf(logits, count), Arrays.copyOf(isOne, count));
  }

  private Map<String, String> describe(TransformerProgress progress) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("type", TransformerTrainer.TYPE);
    words.put("network", settings.network());
    words.putAll(settings.inWords());
    words.put("parameters", Integer.toString(layout.size()));
    words.put("columns", String.join(", ", pieces.columns().names()));
    words.put("epochs_run", Integer.toString(progress.epochs()));
    words.put("best_epoch", Integer.toString(progress.bestEpoch()));
    if (progress.bestEpoch() == settings.epochs()) {
      targets
          .heads()
          .forEach(
              head ->
                  words.put(
                      "hint_" + head.word(),
                      "the validation loss still fell in the last epoch: more epochs or a higher"
                          + " learning_rate may help"));
    }
    return words;
  }

  @Override
  public List<Head> heads() {
    return targets.heads();
  }

  @Override
  public Map<Head, double[]> answer(List<Example> examples) {
    double[][] scores = scores(examples);
    Map<Head, double[]> answers = new EnumMap<>(Head.class);
    for (int i = 0; i < heads().size(); i++) {
      Head head = heads().get(i);
      double[] numbers = new double[scores.length];
      for (int row = 0; row < numbers.length; row++) {
        numbers[row] =
            head.kind() == Head.Kind.PROBABILITY
                ? calibrations.get(i).probability(scores[row][i])
                : scores[row][i];
      }
      answers.put(head, numbers);
    }
    return answers;
  }

  /** Numbers, and logits of probabilities that are not calibrated; one row per example. */
  private double[][] scores(List<Example> examples) {
    int count = targets.heads().size();
    double[][] scores = new double[examples.size()][count];
    StepTable table = StepTable.of(pieces.columns(), examples);
    var network = new TransformerNetwork(settings);
    try (NDManager memory = TorchEngine.memory()) {
      Map<String, NDArray> byName = layout.split(memory.create(parameters));
      for (int[] some : EpochOrder.asTheyAre(table, BATCH)) {
        try (NDManager scratch = memory.newSubManager()) {
          StepBatch batch = StepBatch.of(pieces, table, some, null);
          float[] answers = network.answers(byName, batch.on(scratch), false).toFloatArray();
          for (int i = 0; i < answers.length; i++) {
            scores[some[i / count]][i % count] = targets.scales().get(i % count).score(answers[i]);
          }
        }
      }
    }
    return scores;
  }

  @Override
  public ModelTask task() {
    return ModelTask.SEQUENCE;
  }

  @Override
  public ModelSignature signature() {
    return TransformerOnnx.signature(pieces.columns(), heads());
  }

  @Override
  public byte[] onnx() {
    return onnx(false);
  }

  @Override
  public Optional<byte[]> int8Onnx() {
    return Optional.of(onnx(true));
  }

  private byte[] onnx(boolean isInt8) {
    return TransformerOnnx.write(
        settings, pieces, layout, targets, parameters, calibrations, isInt8);
  }

  @Override
  public Map<String, String> description() {
    return description;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
