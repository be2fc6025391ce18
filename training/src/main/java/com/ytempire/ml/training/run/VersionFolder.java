package com.ytempire.ml.training.run;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.repository.Digests;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.report.EvaluationFile;
import com.ytempire.ml.training.report.EvaluationPage;
import com.ytempire.ml.training.report.VersionEvaluation;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the folder of a version: the network, card, profile, and the manifest that names them. */
final class VersionFolder {
  static final String NETWORK = "model.onnx";
  static final String INT8_NETWORK = "model-int8.onnx";
  static final String PAGE = "report.html";
  static final String CARD = "MODEL_CARD.md";
  static final String PROFILE = "reference_profile.json";
  static final String REPORT = "metrics.json";

  /** Most that an answer of the network may differ from the trainer's. */
  static final double TOLERANCE = 1e-4;

  /** What a run leaves that ended before its manifest, which is written last. */
  private static final Set<String> LEFTOVERS =
      Set.of(NETWORK, INT8_NETWORK, CARD, EvaluationFile.NAME, PAGE, PROFILE, REPORT);

  private final Path folder;

  /**
   * @param folder made where it is not there
   * @throws TrainingException when it holds a version or anything else; what a run left that did
   *     not end is written over
   */
  VersionFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    try (var files = Files.list(folder)) {
      if (files.anyMatch(file -> !LEFTOVERS.contains(file.getFileName().toString()))) {
        throw new TrainingException(
            "%s holds files already; name another folder, or remove it first".formatted(folder));
      }
    }
  }

  /** Writes the network. */
  void network(TrainedModel model) throws IOException {
    Files.write(folder.resolve(NETWORK), model.onnx());
  }

  /**
   * Asks the written network what the trainer was asked.
   *
   * @param answers the trainer's answers to the examples
   * @return most that an answer differs
   * @throws TrainingException when that is too much
   */
  double difference(
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
  Int8Trial int8(
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

  private Map<Variant, String> networks() {
    return Files.exists(folder.resolve(INT8_NETWORK))
        ? Map.of(Variant.FLOAT32, NETWORK, Variant.INT8, INT8_NETWORK)
        : Map.of(Variant.FLOAT32, NETWORK);
  }

  /**
   * Writes the rest; the folder is a version then.
   *
   * @param known rows of the known example
   */
  void write(
      ModelRef ref,
      TrainedModel model,
      List<String> features,
      List<Example> known,
      String card,
      VersionEvaluation evaluation,
      byte[] profile,
      VersionReport report,
      Map<String, String> properties,
      Instant createdAt)
      throws IOException {
    Files.writeString(folder.resolve(CARD), card);
    Files.write(folder.resolve(EvaluationFile.NAME), EvaluationFile.write(evaluation));
    Files.writeString(folder.resolve(PAGE), EvaluationPage.write(List.of(evaluation)));
    Files.write(folder.resolve(PROFILE), profile);
    report.write(folder.resolve(REPORT));
    ModelManifest manifest =
        new ModelManifest(
            ref,
            model.task(),
            model.signature(),
            networks(),
            null,
            features,
            List.of(),
            model.task() == ModelTask.SEQUENCE ? SnapshotSequence.MOST_STEPS : 1,
            example(model, known, features.size()),
            CARD,
            PROFILE,
            createdAt,
            properties,
            Stream.concat(
                    Stream.of(CARD, EvaluationFile.NAME, REPORT, PROFILE, PAGE),
                    networks().values().stream().sorted())
                .map(this::artifact)
                .toList());
    Files.write(folder.resolve(ModelManifest.FILE), ManifestJson.write(manifest));
  }

  private static KnownExample example(TrainedModel model, List<Example> known, int columns) {
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

  private Artifact artifact(String path) {
    try {
      return Digests.of(path, folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read back", e);
    }
  }
}
