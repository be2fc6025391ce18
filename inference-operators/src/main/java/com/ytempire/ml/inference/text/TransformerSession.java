package com.ytempire.ml.inference.text;

import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A transformer that takes token ids. Runs on the caller's thread; safe to share. */
final class TransformerSession implements AutoCloseable {
  private static final Set<String> KNOWN_INPUTS =
      Set.of("input_ids", "attention_mask", "token_type_ids");

  private final OnnxSession session;
  private final TensorSpec output;
  private final PaddedLengths lengths;
  private final long padId;

  private TransformerSession(OnnxSession session, PaddedLengths lengths, long padId) {
    this.session = session;
    this.output = session.tensors().outputs().get(0);
    this.lengths = lengths;
    this.padId = padId;
  }

  /**
   * Loads the network that suits the device.
   *
   * @param rank dimensions that its first output must have
   * @throws ModelLoadException when it cannot be loaded, or takes or gives something else
   */
  static TransformerSession load(
      ModelFolder folder, RuntimeSettings settings, long padId, int rank) {
    OnnxSession session = OnnxSession.load(folder, settings);
    try {
      for (TensorSpec input : session.tensors().inputs()) {
        if (!KNOWN_INPUTS.contains(input.name())) {
          throw new ModelLoadException(
              "text model %s: unknown input '%s'; a text model takes %s"
                  .formatted(folder.manifest().ref(), input.name(), KNOWN_INPUTS));
        }
      }
      TensorSpec output = session.tensors().outputs().get(0);
      if (output.shape().size() != rank) {
        throw new ModelLoadException(
            "text model %s: output '%s' has the shape %s; a model for %s gives %d dimensions"
                .formatted(
                    folder.manifest().ref(),
                    output.name(),
                    output.shape(),
                    folder.manifest().task(),
                    rank));
      }
      boolean cpu = session.device().equals("CPU");
      int most = folder.manifest().maxTokens();
      return new TransformerSession(
          session, cpu ? PaddedLengths.tight(most) : PaddedLengths.bucketed(most), padId);
    } catch (ModelLoadException e) {
      session.close();
      throw e;
    }
  }

  /** The network beneath. */
  OnnxSession session() {
    return session;
  }

  /** To which lengths texts are padded. */
  PaddedLengths lengths() {
    return lengths;
  }

  /**
   * Size of the output's last dimension as the model declares it, or -1 where it leaves it open.
   */
  int outputWidth() {
    return Math.toIntExact(output.shape().get(output.shape().size() - 1));
  }

  /**
   * Runs a batch.
   *
   * @param texts token ids of each text, not empty
   * @return the model's first output, row after row
   */
  Output run(List<long[]> texts) {
    int longest = 0;
    for (long[] ids : texts) {
      longest = Math.max(longest, ids.length);
    }
    int padded = lengths.of(longest);
    long[] ids = new long[texts.size() * padded];
    long[] mask = new long[ids.length];
    for (int row = 0; row < texts.size(); row++) {
      long[] text = texts.get(row);
      int start = row * padded;
      System.arraycopy(text, 0, ids, start, text.length);
      Arrays.fill(mask, start, start + text.length, 1);
      Arrays.fill(ids, start + text.length, start + padded, padId);
    }
    Map<String, Tensor> inputs = new HashMap<>();
    for (TensorSpec input : session.tensors().inputs()) {
      long[] values =
          switch (input.name()) {
            case "input_ids" -> ids;
            case "attention_mask" -> mask;
            default -> new long[ids.length];
          };
      inputs.put(input.name(), Tensor.of(values, texts.size(), padded));
    }
    Tensor values =
        Objects.requireNonNull(session.run(inputs, Set.of(output.name())).get(output.name()));
    return new Output(values.floats(), padded);
  }

  @Override
  public void close() {
    session.close();
  }

  /**
   * One run's result.
   *
   * @param values the output in row-major order
   * @param paddedLength tokens per row after padding
   */
  record Output(float[] values, int paddedLength) {}
}
