package com.ytempire.ml.inference.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of one text model are that comes without a manifest: a directory, as it is
 * commonly published, or the class path for the model that ships with the platform.
 *
 * @param modelId name under which results are reported, such as {@code
 *     sentence-transformers/all-MiniLM-L6-v2}
 * @param directory folder with {@code model.onnx} and {@code tokenizer.json}, or null for the model
 *     on the class path
 */
public record TextModelFiles(String modelId, @Nullable Path directory) {
  /** File name of the network inside a model directory. */
  public static final String MODEL = "model.onnx";

  /** File name of an optional network with 8-bit weights inside a model directory. */
  public static final String QUANTIZED_MODEL = "model_quantized.onnx";

  /** File name of the tokenizer inside a model directory. */
  public static final String TOKENIZER = "tokenizer.json";

  /** File name of the optional model configuration inside a model directory. */
  public static final String CONFIG = "config.json";

  /** Name of the sentence encoder that ships with the platform. */
  public static final String MINILM = BundledMiniLm.REF.name();

  /** Version of every encoder that comes from a directory. */
  public static final String LOCAL_ENCODER = "local-encoder";

  /** Version of every classifier that comes from a directory. */
  public static final String LOCAL_CLASSIFIER = "local-classifier";

  private static final int ENCODER_MAX_TOKENS = 256;
  private static final int CLASSIFIER_MAX_TOKENS = 512;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The all-MiniLM-L6-v2 encoder on the class path, 384 wide. */
  public static TextModelFiles bundledMiniLm() {
    return new TextModelFiles(MINILM, null);
  }

  /**
   * The model in a directory.
   *
   * @throws ModelLoadException when {@code model.onnx} or {@code tokenizer.json} is missing there
   */
  public static TextModelFiles inDirectory(String modelId, Path directory) {
    for (String name : new String[] {MODEL, TOKENIZER}) {
      if (!Files.isRegularFile(directory.resolve(name))) {
        throw new ModelLoadException(
            ("text model %s: %s has no %s; the folder needs %s and %s (the fast tokenizer's file;"
                    + " a vocabulary alone is not enough)")
                .formatted(modelId, directory, name, MODEL, TOKENIZER));
      }
    }
    return new TextModelFiles(modelId, directory);
  }

  /** Whether a directory holds both files that a text model needs. */
  public static boolean areIn(Path directory) {
    return Files.isRegularFile(directory.resolve(MODEL))
        && Files.isRegularFile(directory.resolve(TOKENIZER));
  }

  /**
   * Which version the files are as an encoder.
   *
   * @throws ModelLoadException when the name cannot name a version
   */
  public ModelRef encoderRef() {
    return directory == null ? BundledMiniLm.REF : ref(LOCAL_ENCODER);
  }

  /**
   * Which version the files are as a classifier.
   *
   * @throws ModelLoadException when the name cannot name a version
   */
  public ModelRef classifierRef() {
    return ref(LOCAL_CLASSIFIER);
  }

  /**
   * The files as a version of a sentence encoder, which cuts texts at 256 tokens.
   *
   * @param cache folder into which the model on the class path is unpacked, or null for one that
   *     goes with the process
   * @throws ModelLoadException when it cannot be unpacked, or the name cannot name a version
   */
  public ModelFolder encoder(@Nullable Path cache) {
    return directory == null
        ? BundledMiniLm.folder(cache)
        : derived(
            directory,
            encoderRef(),
            ModelTask.TEXT_EMBEDDING,
            TensorSpec.of("embedding", TensorType.FLOAT32, -1L, -1L),
            List.of(),
            ENCODER_MAX_TOKENS);
  }

  /**
   * The files as a version of a classifier, which cuts texts at 512 tokens. Its labels come from
   * {@code id2label} of {@code config.json}.
   *
   * @param defaultLabels labels in output order, used where {@code config.json} has no {@code
   *     id2label}, or only the placeholders {@code LABEL_0…}
   * @throws ModelLoadException when {@code config.json} cannot be read, the name cannot name a
   *     version, or there is no directory: no classifier ships on the class path
   */
  public ModelFolder classifier(List<String> defaultLabels) {
    if (directory == null) {
      throw new ModelLoadException("text model %s: is no classifier".formatted(modelId));
    }
    List<String> labels = labels(directory.resolve(CONFIG), defaultLabels);
    return derived(
        directory,
        classifierRef(),
        ModelTask.TEXT_CLASSIFICATION,
        TensorSpec.of("probabilities", TensorType.FLOAT32, -1L, (long) labels.size()),
        labels,
        CLASSIFIER_MAX_TOKENS);
  }

  private ModelFolder derived(
      Path folder,
      ModelRef ref,
      ModelTask task,
      TensorSpec output,
      List<String> labels,
      int maxTokens) {
    Map<Variant, String> networks = new EnumMap<>(Variant.class);
    networks.put(Variant.FLOAT32, MODEL);
    if (Files.isRegularFile(folder.resolve(QUANTIZED_MODEL))) {
      networks.put(Variant.INT8, QUANTIZED_MODEL);
    }
    ModelManifest manifest =
        new ModelManifest(
            ref,
            task,
            new ModelSignature(
                List.of(TensorSpec.of("text", TensorType.STRING, -1L)), List.of(output)),
            networks,
            TOKENIZER,
            List.of(),
            labels,
            maxTokens,
            null,
            null,
            null,
            Instant.EPOCH,
            Map.of(),
            List.of());
    return new ModelFolder(manifest, folder);
  }

  private ModelRef ref(String version) {
    try {
      return new ModelRef(modelId, version);
    } catch (IllegalArgumentException e) {
      throw new ModelLoadException("text model %s: %s".formatted(modelId, e.getMessage()), e);
    }
  }

  private List<String> labels(Path config, List<String> defaultLabels) {
    if (!Files.isRegularFile(config)) {
      return defaultLabels;
    }
    try {
      JsonNode names = JSON.readTree(Files.readAllBytes(config)).path("id2label");
      List<String> labels = new ArrayList<>();
      for (int i = 0; names.has(Integer.toString(i)); i++) {
        labels.add(names.get(Integer.toString(i)).asText());
      }
      return labels.isEmpty() || labels.get(0).equals("LABEL_0") ? defaultLabels : labels;
    } catch (IOException e) {
      throw new ModelLoadException(
          "text model %s: cannot read %s: %s".formatted(modelId, config, e.getMessage()), e);
    }
  }
}
