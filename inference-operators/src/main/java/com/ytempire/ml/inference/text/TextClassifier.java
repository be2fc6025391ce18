package com.ytempire.ml.inference.text;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Text classifier loaded from a directory: text in, one probability per label out.
 *
 * <p>The labels come from {@code id2label} of the directory's {@code config.json}, else from the
 * caller. Safe to share between threads, one caller per core; {@link #close} only after the last
 * call has returned.
 */
public final class TextClassifier implements AutoCloseable {
  private static final int MAX_TOKENS = 512;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String modelId;
  private final List<String> labels;
  private final TextTokenizer tokenizer;
  private final TransformerSession session;

  private TextClassifier(
      String modelId, List<String> labels, TextTokenizer tokenizer, TransformerSession session) {
    this.modelId = modelId;
    this.labels = labels;
    this.tokenizer = tokenizer;
    this.session = session;
  }

  /**
   * Loads a classifier whose output is {@code [batch, labels]} of logits.
   *
   * @param defaultLabels labels in output order, used where {@code config.json} has no {@code
   *     id2label}, or only the placeholders {@code LABEL_0…}
   * @throws ModelLoadException when a file is missing or broken, or the widths differ
   */
  public static TextClassifier load(TextModelFiles files, List<String> defaultLabels) {
    TextTokenizer tokenizer = TextTokenizer.load(files, MAX_TOKENS);
    try {
      List<String> labels = labels(files, defaultLabels);
      TransformerSession session = TransformerSession.load(files, tokenizer.padId());
      int width = session.outputWidth();
      if (width > 0 && width != labels.size()) {
        session.close();
        throw new ModelLoadException(
            "text model %s: its output has %d values but there are %d labels %s"
                .formatted(files.modelId(), width, labels.size(), labels));
      }
      return new TextClassifier(files.modelId(), labels, tokenizer, session);
    } catch (IOException | OrtException | RuntimeException e) {
      tokenizer.close();
      if (e instanceof ModelLoadException known) {
        throw known;
      }
      throw new ModelLoadException("text model %s: cannot load".formatted(files.modelId()), e);
    }
  }

  public String modelId() {
    return modelId;
  }

  /** Labels in the order of the probabilities. */
  public List<String> labels() {
    return labels;
  }

  /** Token ids of a text, for {@link #classify}. */
  public long[] tokenize(String text) {
    return tokenizer.tokenize(text);
  }

  /**
   * Classifies several tokenized texts in one run.
   *
   * @return the probabilities of each text, in the order of {@link #labels}
   * @throws IllegalStateException when the model's answer has another width than its labels
   */
  public List<double[]> classify(List<long[]> tokens) throws OrtException {
    TransformerSession.Output output = session.run(tokens);
    float[] logits = output.values().array();
    if (logits.length != tokens.size() * labels.size()) {
      throw new IllegalStateException(
          "text model %s: %d values for %d texts of %d labels"
              .formatted(modelId, logits.length, tokens.size(), labels.size()));
    }
    List<double[]> probabilities = new ArrayList<>(tokens.size());
    for (int row = 0; row < tokens.size(); row++) {
      double[] values = new double[labels.size()];
      for (int label = 0; label < values.length; label++) {
        values[label] = logits[row * values.length + label];
      }
      probabilities.add(Softmax.inPlace(values));
    }
    return probabilities;
  }

  @Override
  public void close() {
    session.close();
    tokenizer.close();
  }

  private static List<String> labels(TextModelFiles files, List<String> defaultLabels)
      throws IOException {
    Path directory = files.directory();
    if (directory == null || !Files.isRegularFile(directory.resolve(TextModelFiles.CONFIG))) {
      return List.copyOf(defaultLabels);
    }
    JsonNode names =
        JSON.readTree(Files.readAllBytes(directory.resolve(TextModelFiles.CONFIG)))
            .path("id2label");
    List<String> labels = new ArrayList<>();
    for (int i = 0; names.has(Integer.toString(i)); i++) {
      labels.add(names.get(Integer.toString(i)).asText());
    }
    return labels.isEmpty() || labels.get(0).equals("LABEL_0")
        ? List.copyOf(defaultLabels)
        : List.copyOf(labels);
  }
}
