package com.ytempire.ml.inference.text;

import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sentence encoder: text in, one vector of length 1 out.
 *
 * <p>The vector is the mean of the token vectors, special tokens included and padding left out,
 * divided by its norm, as the model's authors publish it; the cosine of two texts is the dot
 * product of their vectors. Safe to share between threads, one caller per core; {@link #close} only
 * after the last call has returned. Holds about as much memory outside the Java heap as its
 * network's file is long.
 */
public final class TextEncoder implements AutoCloseable {
  /** Dimensions of the network's output: text, token, number. */
  private static final int RANK = 3;

  private final String modelId;
  private final int width;
  private final TextTokenizer tokenizer;
  private final TransformerSession session;

  private TextEncoder(
      String modelId, int width, TextTokenizer tokenizer, TransformerSession session) {
    this.modelId = modelId;
    this.width = width;
    this.tokenizer = tokenizer;
    this.session = session;
  }

  /** Loads an encoder on the CPU, with 32-bit floats and without a folder to keep anything in. */
  public static TextEncoder load(TextModelFiles files) {
    return load(files.encoder(null), RuntimeSettings.onCpu());
  }

  /**
   * Loads an encoder, which cuts texts at the manifest's {@code maxTokens}; takes a second.
   *
   * @throws ModelLoadException when a file is missing or broken, or is no sentence encoder's
   */
  public static TextEncoder load(ModelFolder folder, RuntimeSettings settings) {
    TextTokenizer tokenizer = TextTokenizer.load(folder);
    try {
      TransformerSession session =
          TransformerSession.load(folder, settings, tokenizer.padId(), RANK);
      int width = session.outputWidth();
      if (width <= 0) {
        session.close();
        throw new ModelLoadException(
            "text model %s: its output has no fixed width, so it is no sentence encoder"
                .formatted(folder.manifest().ref()));
      }
      return new TextEncoder(folder.manifest().ref().name(), width, tokenizer, session);
    } catch (ModelLoadException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Whether there is anything to encode; null, empty and blank texts have no embedding. */
  public static boolean hasText(@Nullable String text) {
    return text != null && !text.isBlank();
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

  /** Numbers per embedding: 384 for MiniLM. */
  public int width() {
    return width;
  }

  /** Token ids of a text, for {@link #encode(List)}. */
  public long[] tokenize(String text) {
    return tokenizer.tokenize(text);
  }

  /**
   * Embeds one text by itself.
   *
   * @return the embedding, or null where {@link #hasText} is false
   */
  public float @Nullable [] encode(@Nullable String text) {
    return text == null || text.isBlank() ? null : encode(List.of(tokenize(text))).get(0);
  }

  /**
   * Embeds several tokenized texts in one run; texts of similar length cost least. Each result is
   * the one the text has alone, to about 1e-6.
   *
   * @param tokens token ids of each text, as {@link #tokenize} gives them; not empty
   * @return one embedding per text, in the same order
   */
  public List<float[]> encode(List<long[]> tokens) {
    TransformerSession.Output output = session.run(tokens);
    float[] states = output.values();
    int rowSize = output.paddedLength() * width;
    List<float[]> embeddings = new ArrayList<>(tokens.size());
    for (int row = 0; row < tokens.size(); row++) {
      embeddings.add(meanPool(states, row * rowSize, tokens.get(row).length));
    }
    return embeddings;
  }

  @Override
  public void close() {
    session.close();
    tokenizer.close();
  }

  private float[] meanPool(float[] states, int start, int tokens) {
    float[] sum = new float[width];
    for (int token = 0; token < tokens; token++) {
      int offset = start + token * width;
      for (int i = 0; i < width; i++) {
        sum[i] += states[offset + i];
      }
    }
    // The mean's divisor cancels out: only the direction survives the normalisation.
    double squares = 0;
    for (float value : sum) {
      squares += (double) value * value;
    }
    float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-12));
    for (int i = 0; i < width; i++) {
      sum[i] *= scale;
    }
    return sum;
  }
}
