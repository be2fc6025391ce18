package com.ytempire.ml.training.network;

import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.core.settings.Int8Bounds;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes the networks of a version to its folder, and asks them whether they answer as the trainer
 * does. Confined to one thread.
 */
public final class VersionNetworks {
  /** Name of the network of 32-bit floats. */
  public static final String NETWORK = "model.onnx";

  /** Name of the one with 8-bit weights, which a version need not have. */
  public static final String INT8_NETWORK = "model-int8.onnx";

  /** Most that an answer of the network may differ from the trainer's. */
  static final double TOLERANCE = 1e-4;

  private final Path folder;

  /**
   * @param folder the version's, which is there
   */
  public VersionNetworks(Path folder) {
    this.folder = folder;
  }

  /** Writes the network of 32-bit floats. */
  public void write(TrainedModel model) throws IOException {
    Files.write(folder.resolve(NETWORK), model.onnx());
  }

  /**
   * Asks the written network what the trainer was asked.
   *
   * @param answers the trainer's answers to the examples
   * @return most that an answer differs
   * @throws TrainingException when that is too much
   */
  public double difference(
      TrainedModel model, List<Example> examples, Map<Head, double[]> answers, int columns) {
    Map<Head, double[]> given =
        NetworkAnswers.of(folder.resolve(NETWORK), inputs(model, columns), model.heads(), examples);
    double most = 0;
    for (Head head : model.heads()) {
      double[] expected = answers.getOrDefault(head, new double[0]);
      double[] actual = given.getOrDefault(head, new double[0]);
      for (int i = 0; i < examples.size(); i++) {
        double difference = Math.abs(expected[i] - actual[i]);
        if (!(difference <= TOLERANCE)) {
          throw new TrainingException(
              ("the exported network answers otherwise than the trainer: %s of row %d is %s instead"
                      + " of %s; nothing is published")
                  .formatted(head.word(), i, actual[i], expected[i]));
        }
        most = Math.max(most, difference);
      }
    }
    return most;
  }

  /**
   * Writes the network with 8-bit weights and asks it the tests; it stays where it is exact enough.
   *
   * @param answers of the network of 32-bit floats to the tests
   * @param known rows of the known example
   */
  public Int8Trial int8(
      TrainedModel model,
      List<Head> heads,
      List<Example> tests,
      Map<Head, double[]> answers,
      List<Example> known,
      int columns,
      Int8Bounds bounds)
      throws IOException {
    Path network = folder.resolve(INT8_NETWORK);
    Files.deleteIfExists(network);
    if (bounds.isOff()) {
      return Int8Trial.none("the settings allow no loss");
    }
    Optional<byte[]> content = model.int8Onnx();
    if (content.isEmpty()) {
      return Int8Trial.none("it has no matrices of weights that 8 bits could hold");
    }
    Files.write(network, content.get());
    NetworkInputs inputs = inputs(model, columns);
    String objection =
        Int8Trial.exampleObjection(
            model.answer(known), NetworkAnswers.of(network, inputs, model.heads(), known));
    Int8Trial trial =
        objection.isEmpty()
            ? Int8Trial.of(
                heads,
                tests,
                answers,
                NetworkAnswers.of(network, inputs, model.heads(), tests),
                content.get().length,
                bounds)
            : Int8Trial.none(objection);
    if (!trial.isKept()) {
      Files.delete(network);
    }
    return trial;
  }

  /** Their names in the folder. */
  public Map<Variant, String> files() {
    return Files.exists(folder.resolve(INT8_NETWORK))
        ? Map.of(Variant.FLOAT32, NETWORK, Variant.INT8, INT8_NETWORK)
        : Map.of(Variant.FLOAT32, NETWORK);
  }

  /**
   * A version's known example.
   *
   * @param known its rows
   * @param columns how many numbers each has
   */
  public KnownExample example(TrainedModel model, List<Example> known, int columns) {
    Map<String, Tensor> outputs = new HashMap<>();
    model
        .answer(known)
        .forEach(
            (head, answers) -> {
              float[] numbers = new float[answers.length];
              for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) answers[i];
              }
              outputs.put(head.word(), Tensor.of(numbers, numbers.length, 1));
            });
    return new KnownExample(inputs(model, columns).of(known), outputs, TOLERANCE);
  }

  private static NetworkInputs inputs(TrainedModel model, int columns) {
    return new NetworkInputs(
        model.task(),
        model.signature(),
        IntStream.range(0, columns).toArray(),
        SnapshotSequence.MOST_STEPS);
  }
}
