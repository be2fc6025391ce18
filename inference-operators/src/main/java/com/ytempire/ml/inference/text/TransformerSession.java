package com.ytempire.ml.inference.text;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One ONNX Runtime session of a transformer that takes token ids.
 *
 * <p>Runs on the caller's thread with one thread inside and without spinning, so the machine is
 * used best by one caller per core; more threads per call gain nothing on titles. Safe to share
 * between threads; {@link #close} only after the last run has returned.
 */
final class TransformerSession implements AutoCloseable {
  private static final Set<String> KNOWN_INPUTS =
      Set.of("input_ids", "attention_mask", "token_type_ids");

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String output;
  private final long padId;

  private TransformerSession(
      OrtEnvironment environment, OrtSession session, String output, long padId) {
    this.environment = environment;
    this.session = session;
    this.output = output;
    this.padId = padId;
  }

  /**
   * Loads the network.
   *
   * @throws ModelLoadException when the file is no ONNX model of this kind
   */
  static TransformerSession load(TextModelFiles files, long padId) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtSession session =
          files.withModelFile(file -> environment.createSession(file.toString(), options));
      for (String input : session.getInputNames()) {
        if (!KNOWN_INPUTS.contains(input)) {
          session.close();
          throw new ModelLoadException(
              "text model %s: unknown input '%s'; a text model takes %s"
                  .formatted(files.modelId(), input, KNOWN_INPUTS));
        }
      }
      return new TransformerSession(
          environment, session, session.getOutputNames().iterator().next(), padId);
    } catch (ModelLoadException e) {
      throw e;
    } catch (Exception e) {
      throw new ModelLoadException(
          "text model %s: ONNX Runtime cannot load its network: %s"
              .formatted(files.modelId(), e.getMessage()),
          e);
    }
  }

  /**
   * Size of the output's last dimension as the model declares it, or -1 where it leaves it open.
   */
  int outputWidth() throws OrtException {
    NodeInfo info = session.getOutputInfo().get(output);
    if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
      return -1;
    }
    long[] shape = tensor.getShape();
    return (int) shape[shape.length - 1];
  }

  /**
   * Runs a batch.
   *
   * @param texts token ids of each text, not empty; padded here to the longest
   * @return the model's first output, row after row
   */
  Output run(List<long[]> texts) throws OrtException {
    int longest = 0;
    for (long[] ids : texts) {
      longest = Math.max(longest, ids.length);
    }
    long[] ids = new long[texts.size() * longest];
    long[] mask = new long[ids.length];
    for (int row = 0; row < texts.size(); row++) {
      long[] text = texts.get(row);
      int start = row * longest;
      System.arraycopy(text, 0, ids, start, text.length);
      Arrays.fill(mask, start, start + text.length, 1);
      Arrays.fill(ids, start + text.length, start + longest, padId);
    }
    long[] shape = {texts.size(), longest};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        long[] values =
            switch (name) {
              case "input_ids" -> ids;
              case "attention_mask" -> mask;
              default -> new long[ids.length];
            };
        inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
      }
      try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
        OnnxTensor tensor = (OnnxTensor) result.get(0);
        return new Output(tensor.getFloatBuffer(), tensor.getInfo().getShape(), longest);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("cannot close an ONNX Runtime session", e);
    }
  }

  /**
   * One run's result.
   *
   * @param values the output in row-major order, on the Java heap
   * @param shape its dimensions
   * @param paddedLength tokens per row after padding
   */
  record Output(FloatBuffer values, long[] shape, int paddedLength) {}
}
