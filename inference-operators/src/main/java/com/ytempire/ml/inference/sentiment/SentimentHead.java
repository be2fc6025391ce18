package com.ytempire.ml.inference.sentiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.text.Softmax;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * The sentiment model that ships with the platform: softmax over a linear map of a title's
 * embedding and its lexicon features. What it can and cannot do stands in {@code MODEL_CARD.md}
 * beside its weights.
 *
 * <p>Immutable and safe to share; a score costs a few microseconds once the embedding is there.
 */
public final class SentimentHead {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESOURCE = "sentiment-head.json";

  private final String modelId;
  private final String encoderId;
  private final double[][] weights;
  private final double[] bias;
  private final SentimentLexicon lexicon;

  /**
   * @param modelId name and version of the weights
   * @param encoderId name of the sentence encoder they were trained on
   * @param weights one row per {@link SentimentClass}: the embedding's, then the lexicon's
   * @param bias one value per class
   */
  SentimentHead(
      String modelId,
      String encoderId,
      double[][] weights,
      double[] bias,
      SentimentLexicon lexicon) {
    this.modelId = modelId;
    this.encoderId = encoderId;
    this.weights = weights;
    this.bias = bias;
    this.lexicon = lexicon;
  }

  /** The head that ships with the platform. */
  public static SentimentHead bundled() {
    try (InputStream stream = SentimentHead.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new ModelLoadException("sentiment model: " + RESOURCE + " is not on the class path");
      }
      JsonNode file = JSON.readTree(stream);
      int classes = SentimentClass.values().length;
      double[][] weights = new double[classes][];
      for (int i = 0; i < classes; i++) {
        weights[i] = numbers(file.required("weights").required(i));
      }
      return new SentimentHead(
          file.required("model_id").asText(),
          file.required("encoder").asText(),
          weights,
          numbers(file.required("bias")),
          SentimentLexicon.bundled());
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelLoadException("sentiment model: " + RESOURCE + ": " + e.getMessage(), e);
    }
  }

  public String modelId() {
    return modelId;
  }

  /** Name of the encoder whose embeddings {@link #score} expects. */
  public String encoderId() {
    return encoderId;
  }

  /** P(positive) − P(negative), in [−1, 1]. */
  public double score(String text, float[] embedding) {
    double[] probabilities = probabilities(text, embedding);
    return probabilities[SentimentClass.POSITIVE.ordinal()]
        - probabilities[SentimentClass.NEGATIVE.ordinal()];
  }

  /** Probabilities in the order of {@link SentimentClass}. */
  public double[] probabilities(String text, float[] embedding) {
    return probabilities(features(text, embedding, lexicon));
  }

  double[] probabilities(double[] features) {
    double[] logits = bias.clone();
    for (int i = 0; i < logits.length; i++) {
      double[] row = weights[i];
      if (row.length != features.length) {
        throw new IllegalArgumentException(
            "sentiment model %s: %d features, expected %d"
                .formatted(modelId, features.length, row.length));
      }
      for (int j = 0; j < features.length; j++) {
        logits[i] += row[j] * features[j];
      }
    }
    return Softmax.inPlace(logits);
  }

  /** The weights as they are kept in the repository: a fixed layout, five decimals. */
  String toJson() {
    StringBuilder json = new StringBuilder();
    json.append("{\n  \"model_id\": \"").append(modelId).append("\",\n");
    json.append("  \"encoder\": \"").append(encoderId).append("\",\n");
    json.append("  \"classes\": [\"negative\", \"neutral\", \"positive\"],\n");
    json.append("  \"bias\": ").append(row(bias)).append(",\n  \"weights\": [\n");
    for (int i = 0; i < weights.length; i++) {
      json.append("    ").append(row(weights[i])).append(i < weights.length - 1 ? ",\n" : "\n");
    }
    return json.append("  ]\n}\n").toString();
  }

  double[][] weights() {
    return weights;
  }

  double[] bias() {
    return bias;
  }

  static double[] features(String text, float[] embedding, SentimentLexicon lexicon) {
    double[] words = lexicon.features(text);
    double[] features = new double[embedding.length + words.length];
    for (int i = 0; i < embedding.length; i++) {
      features[i] = embedding[i];
    }
    System.arraycopy(words, 0, features, embedding.length, words.length);
    return features;
  }

  private static String row(double[] values) {
    StringBuilder row = new StringBuilder("[");
    for (int i = 0; i < values.length; i++) {
      row.append(i == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.5f", values[i]));
    }
    return row.append(']').toString();
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }
}
