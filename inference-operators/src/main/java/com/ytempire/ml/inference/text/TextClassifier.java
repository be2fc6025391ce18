package com.ytempire.ml.inference.text;

import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Text classifier: text in, one probability per label out.
 *
 * <p>Safe to share between threads, one caller per core; {@link #close} only after the last call
 * has returned.
 */
public final class TextClassifier implements AutoCloseable {
  /** Dimensions of the network's output: text, label. */
  private static final int RANK = 2;

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
   * Loads a classifier from a directory, on the CPU, with 32-bit floats.
   *
   * @param defaultLabels labels in output order where the directory names none
   * @throws ModelLoadException as {@link #load(ModelFolder, RuntimeSettings)} does
   */
  public static TextClassifier load(TextModelFiles files, List<String> defaultLabels) {
    return load(files.classifier(defaultLabels), RuntimeSettings.onCpu());
  }

  /**
   * Loads a classifier whose output is {@code [batch, labels]} of logits. It has the manifest's
   * labels and cuts texts at its {@code maxTokens}.
   *
   * @throws ModelLoadException when a file is missing or broken, or the widths differ
   */
  public static TextClassifier load(ModelFolder folder, RuntimeSettings settings) {
    List<String> labels = folder.manifest().labels();
    TextTokenizer tokenizer = TextTokenizer.load(folder);
    try {
      TransformerSession session =
          TransformerSession.load(folder, settings, tokenizer.padId(), RANK);
      int width = session.outputWidth();
      if (width > 0 && width != labels.size()) {
        session.close();
        throw new ModelLoadException(
            "text model %s: its output has %d values but there are %d labels %s"
                .formatted(folder.manifest().ref(), width, labels.size(), labels));
      }
      return new TextClassifier(folder.manifest().ref().name(), labels, tokenizer, session);
    } catch (ModelLoadException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** The model's name, without its version. */
  public String modelId() {
    return modelId;
  }

  /** Where it runs: {@code CPU}, or {@code CUDA:} and the number of the device. */
  public String device() {
    return session.session().device();
  }

  /** Which of the version's networks it runs. */
  public Variant variant() {
    return session.session().variant();
  }

  /** Lengths in tokens that should be run once before callers come, at every batch size. */
  public List<Integer> lengthsToWarmUp() {
    return session.lengths().toWarmUp();
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
  public List<double[]> classify(List<long[]> tokens) {
    TransformerSession.Output output = session.run(tokens);
    float[] logits = output.values();
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
}
