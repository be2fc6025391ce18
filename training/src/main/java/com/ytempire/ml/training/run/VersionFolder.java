package com.ytempire.ml.training.run;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.repository.Digests;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.network.VersionNetworks;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the folder of a version: the networks, card, profile, and the manifest that names them.
 */
public final class VersionFolder {
  /** Name of the model card. */
  public static final String CARD = "MODEL_CARD.md";

  static final String PAGE = "report.html";
  static final String PROFILE = "reference_profile.json";
  static final String REPORT = "metrics.json";

  /** What a run leaves that ended before its manifest, which is written last. */
  private static final Set<String> LEFTOVERS =
      Set.of(
          VersionNetworks.NETWORK,
          VersionNetworks.INT8_NETWORK,
          CARD,
          EvaluationFile.NAME,
          PAGE,
          PROFILE,
          REPORT);

  private final Path folder;
  private final VersionNetworks networks;

  /**
   * @param folder made where it is not there
   * @throws TrainingException when it holds a version or anything else; what a run left that did
   *     not end is written over
   */
  VersionFolder(Path folder) throws IOException {
    this.folder = folder;
    this.networks = new VersionNetworks(folder);
    Files.createDirectories(folder);
    try (var files = Files.list(folder)) {
      if (files.anyMatch(file -> !LEFTOVERS.contains(file.getFileName().toString()))) {
        throw new TrainingException(
            "%s holds files already; name another folder, or remove it first".formatted(folder));
      }
    }
  }

  /** Its networks; they are written before the rest. */
  VersionNetworks networks() {
    return networks;
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
            networks.files(),
            null,
            features,
            List.of(),
            model.task() == ModelTask.SEQUENCE ? SnapshotSequence.MOST_STEPS : 1,
            networks.example(model, known, features.size()),
            CARD,
            PROFILE,
            createdAt,
            properties,
            Stream.concat(
                    Stream.of(CARD, EvaluationFile.NAME, REPORT, PROFILE, PAGE),
                    networks.files().values().stream().sorted())
                .map(this::artifact)
                .toList());
    Files.write(folder.resolve(ModelManifest.FILE), ManifestJson.write(manifest));
  }

  private Artifact artifact(String path) {
    try {
      return Digests.of(path, folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read back", e);
    }
  }
}
