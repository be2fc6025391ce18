package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.text.TextClassifier;
import java.util.List;
import java.util.Map;

/** Tokens of texts to probabilities. */
final class ClassificationTask implements Task<long[], double[]> {
  private final TextClassifier classifier;
  private final TextInputs texts;

  ClassificationTask(ModelManifest manifest, TextClassifier classifier) {
    this.classifier = classifier;
    this.texts =
        new TextInputs(manifest, "probabilities", classifier.labels().size(), classifier::tokenize);
  }

  long[] row(String text) {
    return texts.row(text);
  }

  @Override
  public List<long[]> rows(Map<String, Tensor> inputs) {
    return texts.rows(inputs);
  }

  @Override
  public List<double[]> run(List<long[]> rows) throws Exception {
    return DeviceRun.of(() -> classifier.classify(rows));
  }

  @Override
  public Map<String, Tensor> join(List<double[]> results) {
    int width = classifier.labels().size();
    float[] values = new float[results.size() * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) results.get(i / width)[i % width];
    }
    return texts.join(values, results.size());
  }

  @Override
  public int length(long[] row) {
    return row.length;
  }

  @Override
  public List<Integer> lengthsToWarmUp() {
    return classifier.lengthsToWarmUp();
  }

  @Override
  public long[] sample(int length) {
    return new long[length];
  }

  @Override
  public String device() {
    return classifier.device();
  }

  @Override
  public Variant variant() {
    return classifier.variant();
  }

  @Override
  public void close() {
    classifier.close();
  }
}
