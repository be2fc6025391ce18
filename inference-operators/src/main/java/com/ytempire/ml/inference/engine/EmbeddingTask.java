package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.text.TextEncoder;
import java.util.List;
import java.util.Map;

/** Tokens of texts to vectors. */
final class EmbeddingTask implements Task<long[], float[]> {
  private final TextEncoder encoder;
  private final TextInputs texts;

  EmbeddingTask(ModelManifest manifest, TextEncoder encoder) {
    this.encoder = encoder;
    this.texts = new TextInputs(manifest, "embedding", encoder.width(), encoder::tokenize);
  }

  long[] row(String text) {
    return texts.row(text);
  }

  @Override
  public List<long[]> rows(Map<String, Tensor> inputs) {
    return texts.rows(inputs);
  }

  @Override
  public List<float[]> run(List<long[]> rows) throws Exception {
    return DeviceRun.of(() -> encoder.encode(rows));
  }

  @Override
  public Map<String, Tensor> join(List<float[]> results) {
    int width = encoder.width();
    float[] values = new float[results.size() * width];
    for (int i = 0; i < results.size(); i++) {
      System.arraycopy(results.get(i), 0, values, i * width, width);
    }
    return texts.join(values, results.size());
  }

  @Override
  public int length(long[] row) {
    return row.length;
  }

  @Override
  public List<Integer> lengthsToWarmUp() {
    return encoder.lengthsToWarmUp();
  }

  @Override
  public long[] sample(int length) {
    return new long[length];
  }

  @Override
  public String device() {
    return encoder.device();
  }

  @Override
  public Variant variant() {
    return encoder.variant();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
