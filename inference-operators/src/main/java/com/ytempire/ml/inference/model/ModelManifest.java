package com.ytempire.ml.inference.model;

import com.ytempire.ml.core.model.ModelRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a version consists of; the file {@code manifest.json} in its folder.
 *
 * @param ref which version
 * @param task what it does
 * @param signature what it takes and gives
 * @param networks path of the ONNX file of each variant; has {@link Variant#FLOAT32}
 * @param tokenizer path of {@code tokenizer.json}, or null for a model that takes no text
 * @param features for tabular and sequence models, what each column of the input is: the name of a
 *     feature or of an event's input, in column order; else empty
 * @param labels for classifiers, the labels in output order; else empty
 * @param maxTokens most tokens of a text, or of rows of a sequence, at least 1; ignored elsewhere
 * @param example a request with its answer, or null
 * @param card path of the model card
 * @param referenceProfile path of the profile of the data that it was trained on, or null
 * @param createdAt when it was made
 * @param properties free text by name, such as the training data's name
 * @param artifacts every file but the manifest itself
 */
public record ModelManifest(
    ModelRef ref,
    ModelTask task,
    ModelSignature signature,
    Map<Variant, String> networks,
    @Nullable String tokenizer,
    List<String> features,
    List<String> labels,
    int maxTokens,
    @Nullable KnownExample example,
    @Nullable String card,
    @Nullable String referenceProfile,
    Instant createdAt,
    Map<String, String> properties,
    List<Artifact> artifacts) {
  /** Name of the file in a version's folder. */
  public static final String FILE = "manifest.json";

  public ModelManifest {
    networks = Map.copyOf(networks);
    features = List.copyOf(features);
    labels = List.copyOf(labels);
    properties = Map.copyOf(properties);
    artifacts = List.copyOf(artifacts);
    if (!networks.containsKey(Variant.FLOAT32)) {
      throw new IllegalArgumentException(ref.modelId() + ": no network of 32-bit floats");
    }
    if (maxTokens < 1) {
      throw new IllegalArgumentException(
          "%s: max tokens %d; expected at least 1".formatted(ref.modelId(), maxTokens));
    }
  }

  public Optional<Artifact> artifact(String path) {
    return artifacts.stream().filter(artifact -> artifact.path().equals(path)).findFirst();
  }

  /**
   * Why readers of another version's answers would misunderstand this one's: its outputs or labels
   * are others. Empty when they would not.
   *
   * @param serving the version whose answers they read
   */
  public Optional<String> answersUnlike(ModelManifest serving) {
    if (!signature.answersLike(serving.signature)) {
      return Optional.of(
          "its outputs are %s; expected %s"
              .formatted(signature.outputs(), serving.signature.outputs()));
    }
    return serving.labels.equals(labels)
        ? Optional.empty()
        : Optional.of("its labels are %s; expected %s".formatted(labels, serving.labels));
  }

  /**
   * Why a model of sequences cannot answer sequences of any length: it has no mask and takes one
   * length only. Empty when it can, and for models of something else.
   */
  public Optional<String> lengthObjection() {
    if (task != ModelTask.SEQUENCE || signature.input(ModelSignature.MASK).isPresent()) {
      return Optional.empty();
    }
    return signature.inputs().stream()
        .filter(input -> input.shape().size() == 3 && input.shape().get(1) > 0)
        .findFirst()
        .map(
            input ->
                "it takes sequences of %d rows only and has no mask; expected any number of rows"
                    .formatted(input.shape().get(1)));
  }
}
